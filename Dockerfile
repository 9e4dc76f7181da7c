# renja with the reader of scanned pages and the page, run by a user without rights. Nothing is loaded at run time.
#   docker build -t renja .
#   docker run --rm -v "$PWD:/data" renja ingest dokumen --out hasil
#   docker run --rm -v "$PWD:/data" -p 127.0.0.1:8501:8501 renja dashboard hasil --host 0.0.0.0
# Other versions of Python that we support: --build-arg PYTHON=3.13
ARG PYTHON=3.12

FROM python:${PYTHON}-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.txt requirements-ocr.txt requirements-page.txt requirements-build.txt ./
RUN python -m venv /opt/renja \
 && /opt/renja/bin/pip install --require-hashes -r requirements-ocr.txt -r requirements-page.txt
RUN python -m venv /opt/build && /opt/build/bin/pip install --require-hashes -r requirements-build.txt
COPY . .
RUN /opt/build/bin/python -m hatchling build -t wheel \
 && /opt/renja/bin/pip install --no-deps dist/renja-*.whl \
 && /opt/renja/bin/pip check

FROM python:${PYTHON}-slim
COPY --from=build /opt/renja /opt/renja
RUN useradd --uid 1000 --create-home renja && mkdir /data && chown renja /data
USER renja
ENV PATH=/opt/renja/bin:$PATH PYTHONUNBUFFERED=1 LANG=C.UTF-8
WORKDIR /data
EXPOSE 8501
ENTRYPOINT ["renja"]
CMD ["--help"]

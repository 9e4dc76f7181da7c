"""How the page looks beyond Streamlit's own settings: a fixed style sheet that holds no text of any document."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from renja.web.language import Language
from renja.web.menus import menu_script

_SHEET = """
<style>
[data-testid="stMainBlockContainer"] { padding: 1.5rem 2.5rem 4rem; max-width: 1500px; }
[data-testid="stHeader"] { height: 0; min-height: 0; }
[data-testid="stMetricValue"] { font-size: 1.55rem; font-variant-numeric: tabular-nums; }
[data-testid="stMetricValue"] > div { white-space: normal; overflow-wrap: anywhere; }
[data-testid="stMetricLabel"] p { white-space: normal; }
.st-key-sql textarea { font-family: monospace; }
[data-testid="stImage"] img { border: 1px solid #ced4da; border-radius: 4px; }
[class*="st-key-potongan_"], [class*="st-key-lembar_"] { overflow-x: auto; }
[class*="st-key-potongan_"] { max-height: 340px; overflow-y: auto; border: 1px solid #ced4da; border-radius: 4px; }
[class*="st-key-potongan_"] img { min-width: 1180px; border: 0; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] > div { opacity: 0.85 !important; }
[data-testid="stMain"] kbd { color: #31333f !important; opacity: 1 !important; }
[data-testid="stBaseButton-tertiary"] { color: #0b7285; text-decoration: underline; text-align: left; }
.renja-table { overflow-x: auto; max-height: 70vh; overflow-y: auto; border: 1px solid #ced4da; border-radius: 4px; }
.renja-table table { border-collapse: collapse; width: max-content; min-width: 100%; font-size: 0.9rem; margin: 0; }
.renja-table caption { text-align: left; padding: 6px 8px; caption-side: top; color: #31333f; font-weight: 600; }
.renja-table th, .renja-table td { border: 1px solid #dee2e6; padding: 4px 8px; text-align: left; max-width: 22rem; }
.renja-table th { background: #f1f3f5; color: #31333f; font-weight: 600; }
.renja-table td.angka { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
[class*="st-key-lipat_"], [class*="st-key-sempit_"] { display: none !important; }
[class*="st-key-dalam_"] [data-baseweb="select"] > div { max-height: 4.6rem; overflow-y: auto; }
h1 { font-size: 1.7rem !important; padding: 0.2rem 0 !important; }
h2 { font-size: 1.3rem !important; padding-top: 1rem !important; }
h3 { font-size: 1.08rem !important; }
:focus-visible { outline: 3px solid #0b7285 !important; outline-offset: 2px; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 0.75rem 0.75rem 3rem; }
  h1 { font-size: 1.35rem !important; }
  [data-testid="stMetricValue"] { font-size: 1.15rem; }
  [class*="st-key-lembar_"] img { min-width: 860px; }
  [class*="st-key-potongan_"] { max-height: 240px; }
  [class*="st-key-lipat_"], [class*="st-key-sempit_"] { display: flex !important; }
  [class*="st-key-lebar_"] { display: none !important; }
  [class*="st-key-luar_"]:has([class*="st-key-lipat_"] input:not(:checked))
    > [data-testid="stLayoutWrapper"]:has(> [class*="st-key-dalam_"]) { display: none; }
  [data-testid="stButtonGroup"] [role="radiogroup"] { gap: 4px; }
  [data-testid="stButtonGroup"] button { margin: 0; border-radius: 0.5rem; border-width: 1px; }
  [data-testid="stButtonGroup"] button[aria-checked="false"] { border: 1px solid #ced4da !important; }
}
@media (max-width: 640px) {
  [class*="_kotak_"] [data-testid="stColumn"]:nth-child(n+3) {
    flex: 1 1 calc(50% - 0.5rem) !important; min-width: calc(50% - 0.5rem) !important;
  }
  [class*="_kotak_"] [data-testid="stColumn"]:not(:has(label, p)) { display: none; }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
</style>
"""
_TOLD: dict[Language, str] = {
    "id": "<script>document.documentElement.lang = 'id'</script>",
    "en": "<script>document.documentElement.lang = 'en'</script>",
}
_SCROLLED = """
<script>
(() => {
  let left = 50;
  const timer = setInterval(() => {
    const box = [...document.querySelectorAll('.st-key-%s')].pop();
    const image = box && box.querySelector('img');
    left -= 1;
    if (image && image.complete && image.naturalWidth) {
      box.scrollLeft = image.clientWidth * %.4f - box.clientWidth / 2;
      box.scrollTop = image.clientHeight * %.4f - box.clientHeight / 2;
      left = Math.min(left, 3);
    }
    if (left <= 0) clearInterval(timer);
  }, 100);
})();
</script>
"""
"""The picture comes after the script, and again where it is drawn anew: so it is looked for, for five seconds."""
TEAL, ORANGE, GREY, RED = "#0b7285", "#d9480f", "#868e96", "#c92a2a"
"""Colours of the charts: each reads on white with a contrast of at least 3 to 1."""


@lru_cache(maxsize=1)
def icon() -> Any:
    """The tab's icon, three bars, as a picture of PIL: Streamlit would fetch one of its own names from the internet."""
    from PIL import Image, ImageDraw

    picture: Any = Image.new("RGB", (32, 32), TEAL)
    draw: Any = ImageDraw.Draw(picture)
    for left, height in ((6, 10), (13, 20), (20, 15)):
        draw.rectangle((left, 26 - height, left + 5, 26), fill="white")
    return picture


def apply_style(language: Language) -> None:
    """Adds the style sheet to the page, tells readers of the screen its language, and has the menus speak it."""
    st.html(_SHEET)
    st.html(_TOLD[language] + menu_script(language), unsafe_allow_javascript=True)


def scroll_to(key: str, across: float, down: float) -> None:
    """Scrolls the picture in the container with that key to a place in it, given as parts of its width and height.

    On a narrow screen pictures are wider than it, and the marks would stand out of sight. ``key``: a word of ours.
    """
    st.html(_SCROLLED % (key, across, down), unsafe_allow_javascript=True)

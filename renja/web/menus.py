"""Streamlit's own words (menus of tables, tools of charts, lists) in Indonesian: it has them in English only.

A script of ours exchanges them where they appear: texts inside Streamlit's menus and hints, and the names that those
who hear the page are told. What stands in a table's cells or in a list is a document's text, and never touched.
"""

from __future__ import annotations

import json
from functools import lru_cache

from renja.web.language import Language

WORDS = {
    "(index)": "(nomor)",
    "Sort ascending": "Urutkan naik",
    "Sort descending": "Urutkan turun",
    "Format": "Format angka",
    "Autosize": "Sesuaikan lebar",
    "Pin column": "Sematkan kolom",
    "Unpin column": "Lepas sematan kolom",
    "Hide column": "Sembunyikan kolom",
    "Copy column name": "Salin nama kolom",
    "Statistics": "Statistik",
    "Wrap": "Lipat teks",
    "Average length": "Panjang rata-rata",
    "Maximum length": "Panjang terbesar",
    "Minimum length": "Panjang terkecil",
    "Standard deviation": "Simpangan baku",
    "Distinct": "Nilai berbeda",
    "Values": "Nilai",
    "Empty": "Kosong",
    "Count": "Banyaknya",
    "Average": "Rata-rata",
    "Median": "Median",
    "Minimum": "Terkecil",
    "Maximum": "Terbesar",
    "Range": "Rentang",
    "Sum": "Jumlah",
    "Based on sample": "Menurut contoh",
    "Automatic": "Otomatis",
    "Localized": "Menurut bahasa",
    "Plain": "Polos",
    "Compact": "Ringkas",
    "Dollar": "Dolar",
    "Euro": "Euro",
    "Yen": "Yen",
    "Percent": "Persen",
    "Scientific": "Ilmiah",
    "Accounting": "Akuntansi",
    "Distance": "Jarak",
    "Duration": "Lama waktu",
    "Calendar": "Kalender",
    "Select all": "Pilih semua",
    "Show/hide columns": "Tampilkan atau sembunyikan kolom",
    "Download as CSV": "Unduh sebagai CSV",
    "Download as PNG": "Unduh sebagai PNG",
    "Copy Vega-Lite spec": "Salin kode gambar",
    "Show data": "Tampilkan data",
    "Show chart": "Tampilkan gambar",
    "Search": "Cari",
    "Type to search": "Ketik untuk mencari",
    "Close Search": "Tutup pencarian",
    "Previous Result": "Hasil sebelumnya",
    "Next Result": "Hasil berikutnya",
    "Fullscreen": "Layar penuh",
    "Close fullscreen": "Tutup layar penuh",
    "Clear selection": "Hapus pilihan",
    "Dataframe column menu": "Menu kolom",
    "Button action menu": "Menu tombol",
    "No results": "Tidak ada yang cocok",
    "Choose an option": "Pilih satu",
    "Choose options": "Pilih",
    "Open": "Buka daftar",
    "Clear all": "Hapus semua",
    "Clear value": "Hapus isi",
    "Selected values": "Yang dipilih",
    "Selectbox options": "Pilihan",
    "Multiselect options": "Pilihan",
    "Upload": "Unggah",
    "Browse files": "Pilih berkas",
    "Drag and drop file here": "Seret berkas ke sini",
    "Drag and drop a file here": "Seret berkas ke sini",
}
"""Streamlit's words and ours, as they stand in its version that we pin; one that is not found stays as it is."""
_PLACES = (
    "[data-testid^=stDataFrameColumn], [data-testid=stDataFrameTooltipContent], [data-testid=stTooltipContent], "
    "[role=tooltip], [role=menu], [data-testid=stFileUploader], .gdg-search-bar, [class*=gdg-search]"
)
_SCRIPT = """
<script>
(() => {
  const to = %s, places = %s, empty = 'No results';
  const held = window.renjaWords;
  window.renjaWords = to;
  const word = (text) => {
    const found = text.trim();
    if (Object.hasOwn(window.renjaWords, found)) return text.replace(found, window.renjaWords[found]);
    const at = text.indexOf(': ');
    const first = text.slice(0, at);
    return at > 0 && Object.hasOwn(window.renjaWords, first) ? window.renjaWords[first] + text.slice(at) : text;
  };
  const named = (element) => {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const text = element.getAttribute(name);
      if (text && word(text) !== text) element.setAttribute(name, word(text));
    }
  };
  const visit = (root) => {
    if (root.nodeType === 3) { texts(root); return; }
    if (root.nodeType !== 1) return;
    if (root.matches('button, input, [role]')) named(root);
    root.querySelectorAll('button, input, [role]').forEach(named);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts(walker.currentNode);
  };
  const texts = (node) => {
    const parent = node.parentElement;
    if (!parent || !node.data.trim()) return;
    const isEmptyList = node.data.trim() === empty && parent.closest('[role=listbox], [data-baseweb=menu]');
    if (!parent.closest(places) && !isEmptyList) return;
    if (word(node.data) !== node.data) node.data = word(node.data);
  };
  visit(document.body);
  if (held) return;
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes') named(change.target);
      else if (change.type === 'characterData') texts(change.target);
      else change.addedNodes.forEach(visit);
    }
  }).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ['aria-label', 'title', 'placeholder'],
  });
})();
</script>
"""


@lru_cache(maxsize=2)
def menu_script(language: Language) -> str:
    """Gives Streamlit's own words in the language chosen; back to English where that was chosen after Indonesian."""
    words = WORDS if language == "id" else {ours: theirs for theirs, ours in reversed(WORDS.items())}
    return _SCRIPT % (json.dumps(words), json.dumps(_PLACES))

"""What a browser alone can check of a page's accessibility: names, headings, contrast, language, the keyboard."""

from __future__ import annotations

from typing import Any

_CHECKS = r"""
() => {
  const main = document.querySelector('[data-testid=stMain]'), faults = [];
  const seen = (e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && style.opacity !== '0'
      && !e.closest('[aria-hidden=true], [hidden]');
  };
  const say = (what, e) => faults.push(what + ': ' + e.outerHTML.slice(0, 160));
  const named = (e) => e.getAttribute('aria-label') || e.title || e.alt || (e.labels && e.labels.length)
    || (e.getAttribute('aria-labelledby') || '').split(' ').some((id) => document.getElementById(id)?.textContent)
    || e.textContent.trim() || e.getAttribute('placeholder');
  if (!document.documentElement.lang) faults.push('no language');
  if (!document.title) faults.push('no title');

  const operated = 'a[href], button, input:not([type=hidden]), select, textarea, [role=button], [role=radio], '
    + '[role=combobox], [role=checkbox], [role=switch], [role=tab], summary';
  main.querySelectorAll(operated).forEach((e) => { if (seen(e) && !named(e)) say('no name', e); });
  main.querySelectorAll('img, [role=img], svg[role], canvas').forEach((e) => {
    if (!seen(e) || e.closest('button, a, summary')) return;
    const figure = e.closest('.stVegaLiteChart, [data-testid=stDataFrame], [data-testid=stImage]') || e;
    if (!named(e) && !named(figure) && !figure.querySelector('[aria-label]')) say('picture without text', e);
  });

  const levels = [...main.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(seen).map((e) => +e.tagName[1]);
  if (levels.filter((n) => n === 1).length !== 1 || levels[0] !== 1) faults.push('headings ' + levels.slice(0, 3));
  levels.forEach((n, i) => { if (i && n > levels[i - 1] + 1) faults.push('heading ' + levels[i - 1] + ' then ' + n); });
  main.querySelectorAll('table').forEach((e) => {
    if (e.closest('[data-testid=stDataFrame]') || !seen(e)) return;
    if (!e.caption || !e.querySelector('th[scope=col]')) say('table without caption or heads', e);
  });

  const parts = (text) => {
    const found = text.match(/[\d.]+/g).map(Number);
    return text.startsWith('color(srgb') ? [...found.slice(0, 3).map((n) => n * 255), found[3] ?? 1]
      : [...found.slice(0, 3), found[3] ?? 1];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const ground = (e) => {
    const stack = [];
    for (let at = e; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) stack.push(colour);
      if (colour[3] === 1) break;
    }
    return stack.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((n) => n / 255).map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), dim = new Map();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(e) ||
      e.closest('style, script, canvas, svg, [disabled], .stDataFrame')) continue;
    const style = getComputedStyle(e), under = ground(e), colour = parts(style.color);
    for (let at = e; at; at = at.parentElement) colour[3] *= +getComputedStyle(at).opacity;
    const ink = over(colour, under);
    const [high, low] = [light(ink), light(under)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < (large ? 3 : 4.5)) dim.set(colour + ' on ' + under.map(Math.round), [ratio.toFixed(2), e]);
  }
  dim.forEach(([ratio, e], colours) => say('contrast ' + ratio + ', ' + colours, e));
  return faults;
}
"""
_FOCUSED = r"""
() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const marked = (at) => {
    const style = getComputedStyle(at);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
      || parseFloat(style.borderTopWidth) > 0;
  };
  let shown = false;
  for (let at = e, i = 0; at && i < 4 && !shown; at = at.parentElement, i++) shown = marked(at);
  if (!e.dataset.nomor) e.dataset.nomor = String(window.nomor = (window.nomor || 0) + 1);
  const said = e.getAttribute('aria-label') || e.textContent || e.closest('label')?.textContent || e.outerHTML;
  return [e.dataset.nomor, shown, e.tagName + ' ' + said.slice(0, 120)];
}
"""


_LAST = r"""
() => {
  const all = [...document.querySelectorAll('[data-testid=stMain] button, [data-testid=stMain] summary')];
  const free = (e) => e.offsetParent && !e.disabled && e.tabIndex >= 0 && !e.closest("[role=radiogroup]");
  const folded = (e) => e.tagName !== "SUMMARY" && e.closest("details:not([open])");
  const last = all.filter((e) => free(e) && !folded(e)).pop();
  window.nomor = 0;
  document.querySelectorAll('[data-nomor]').forEach((e) => delete e.dataset.nomor);
  if (last) last.dataset.nomor = 'akhir';
  if (document.activeElement) document.activeElement.blur();
  window.scrollTo(0, 0);
}
"""


def faults(tab: Any) -> list[str]:
    """What is wrong with the page that a tab shows."""
    found: list[str] = tab.evaluate(_CHECKS)
    return found


def tab_order(tab: Any, most: int = 400) -> tuple[list[str], list[str]]:
    """What is reached with the Tab key alone until it leaves the page, and what was reached without a sign of it.

    ``AssertionError`` where it goes round before the last button.
    """
    reached, unmarked = list[str](), list[str]()
    tab.evaluate(_LAST)
    for _ in range(most):
        tab.keyboard.press("Tab")
        now = tab.evaluate(_FOCUSED)
        if now is None or any(now[0] == each.split(" ", 1)[0] for each in reached):
            break
        number, shown, what = now
        reached.append(f"{number} {what}")
        if not shown:
            unmarked.append(what)
    assert any(each.startswith("akhir ") for each in reached), f"the focus never leaves: {reached[-6:]}"
    return reached, unmarked

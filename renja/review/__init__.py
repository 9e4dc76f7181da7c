"""Findings and what people say of them: listed, drawn, put on paper, corrected and decided."""

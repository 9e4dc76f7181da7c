"""From printed names and codes to official ones: kode, editions, wilayah, matching, levels."""

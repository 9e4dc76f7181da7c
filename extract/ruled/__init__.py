"""Tables from ruling lines, in pure stages."""

"""The nouns: frozen objects without input, output or analysis."""

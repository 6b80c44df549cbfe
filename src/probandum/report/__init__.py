"""Report: sections of sentences, each leading back to what it rests on."""

"""What each output language demands of names, literals and text: one quoting function per language and use."""

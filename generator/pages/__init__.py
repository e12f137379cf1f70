"""What pages say: the facts, tables and examples of an integration, for every target that writes pages."""

"""Collections: the data as tables with geometry that other programs can ask for."""

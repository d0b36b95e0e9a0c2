// Reports as tables, JSON and the other formats.

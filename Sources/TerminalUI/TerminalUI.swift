// Cells, styles, layout and widgets: pure values that know no terminal.

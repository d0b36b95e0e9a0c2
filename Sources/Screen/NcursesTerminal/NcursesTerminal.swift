// NcursesTerminal: the only module that knows ncurses. `Terminal` takes the screen, draws the difference of two canvases,
// turns bytes into `Event`s, and gives the terminal back as it was, whatever happens.

// The only module that knows ncurses.

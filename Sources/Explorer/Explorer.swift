// The explorer: state, actions, and what the screen shows.

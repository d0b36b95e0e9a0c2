// Puts the terminal back in order when the process dies, whatever kills it.
#pragma once
#include <stddef.h>

// Remembers the terminal's modes as they are now and the bytes that take the screen back, and installs handlers for the
// signals that end a process. `restore` is copied, up to 512 bytes. 0 or errno.
int terminal_guard_install(int input, int output, const char *restore, size_t length);

// From arm to disarm a fatal signal, or exit(), restores the terminal.
void terminal_guard_arm(void);
void terminal_guard_disarm(void);

// While another program has the terminal, its SIGINT and SIGQUIT are not for us.
void terminal_guard_pause(void);
void terminal_guard_resume(void);

// Puts back the actions that install found.
void terminal_guard_remove(void);

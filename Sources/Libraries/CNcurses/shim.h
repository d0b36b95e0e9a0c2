#pragma once
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

// What Swift can't import: macros, global variables, wide character types. Nothing else.

static const attr_t strata_bold = A_BOLD;
static const attr_t strata_dim = A_DIM;
static const attr_t strata_italic = A_ITALIC;
static const attr_t strata_underline = A_UNDERLINE;
static const attr_t strata_reverse = A_REVERSE;

static inline WINDOW *strata_screen(void) { return stdscr; }
static inline int strata_colors(void) { return COLORS; }
static inline int strata_color_pairs(void) { return COLOR_PAIRS; }

// The terminal of this name on these descriptors; NULL where ncurses has no memory or no description.
static inline SCREEN *strata_open(const char *name, int output, int input) {
    FILE *out = fdopen(output, "w"), *in = fdopen(input, "r");
    return out && in ? newterm((char *)name, out, in) : NULL;
}

// A code of KEY_CODE_YES, OK or ERR, and the key or character.
static inline int strata_read(WINDOW *window, uint32_t *value) {
    wint_t character = 0;
    int result = wget_wch(window, &character);
    *value = (uint32_t)character;
    return result;
}

static inline void strata_style(WINDOW *window, attr_t attributes, int pair) {
    wattr_set(window, attributes, (short)(pair < 32767 ? pair : 0), &pair);
}

static inline void strata_put(WINDOW *window, int y, int x, const uint32_t *text, int count) {
    mvwaddnwstr(window, y, x, (const wchar_t *)text, count);
}

// One character of several code points in two columns, which setcchar would cut after the first one of a width.
static inline void strata_put_cluster(WINDOW *window, int y, int x, const uint32_t *text, int count) {
    cchar_t cell = {0};
    for (int i = 0; i < count && i < CCHARW_MAX; i++) cell.chars[i] = (wchar_t)text[i];
    mvwadd_wch(window, y, x, &cell);
}

static inline int strata_width(uint32_t character) {
    extern int wcwidth(wchar_t);
    return wcwidth((wchar_t)character);
}

// A string of the terminal's description by its name; NULL where it has none.
static inline const char *strata_capability(const char *name) {
    const char *text = tigetstr((char *)name);
    return text == (const char *)-1 ? NULL : text;
}

static inline int strata_rows(WINDOW *window) { return getmaxy(window); }
static inline int strata_columns(WINDOW *window) { return getmaxx(window); }

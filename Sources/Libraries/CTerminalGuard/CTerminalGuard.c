#include "CTerminalGuard.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
enum { signal_count = sizeof signals / sizeof signals[0] };

static struct sigaction previous[signal_count];
static struct sigaction paused[2];
static struct termios modes;
static char restore_bytes[512];
static size_t restore_length;
static int input_descriptor = -1;
static int output_descriptor = -1;
static atomic_int armed;
static int installed;
static int registered_exit;
static char alternate_stack[65536];

// Only what POSIX calls async-signal-safe.
static void restore(void) {
    if (!atomic_exchange(&armed, 0)) return;
    size_t done = 0;
    while (done < restore_length) {
        ssize_t count = write(output_descriptor, restore_bytes + done, restore_length - done);
        if (count <= 0) break;
        done += (size_t)count;
    }
    tcsetattr(input_descriptor, TCSANOW, &modes);
}

static void handle(int number) {
    int saved = errno;
    restore();
    for (int i = 0; i < signal_count; i++)
        if (signals[i] == number) sigaction(number, &previous[i], NULL);
    errno = saved;
    raise(number);
}

static void ignore(int number) { (void)number; }

int terminal_guard_install(int input, int output, const char *bytes, size_t length) {
    if (tcgetattr(input, &modes) != 0) return errno;
    input_descriptor = input;
    output_descriptor = output;
    restore_length = length < sizeof restore_bytes ? length : sizeof restore_bytes;
    memcpy(restore_bytes, bytes, restore_length);
    if (installed) return 0;
    // A stack overflow leaves no room for the handler on the stack itself.
    stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < signal_count; i++) {
        sigaction(signals[i], NULL, &previous[i]);
        // What nohup and the like ignore stays ignored.
        if (previous[i].sa_handler != SIG_IGN) sigaction(signals[i], &action, NULL);
    }
    if (!registered_exit) registered_exit = atexit(restore) == 0;
    installed = 1;
    return 0;
}

void terminal_guard_arm(void) { atomic_store(&armed, 1); }
void terminal_guard_disarm(void) { atomic_store(&armed, 0); }

void terminal_guard_pause(void) {
    // A handler, not SIG_IGN: exec resets it in the program that is run.
    struct sigaction action = {.sa_handler = ignore, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &paused[0]);
    sigaction(SIGQUIT, &action, &paused[1]);
}

void terminal_guard_resume(void) {
    sigaction(SIGINT, &paused[0], NULL);
    sigaction(SIGQUIT, &paused[1], NULL);
}

void terminal_guard_remove(void) {
    if (!installed) return;
    atomic_store(&armed, 0);
    for (int i = 0; i < signal_count; i++) sigaction(signals[i], &previous[i], NULL);
    installed = 0;
}

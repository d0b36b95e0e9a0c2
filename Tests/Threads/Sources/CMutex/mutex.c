// What Swift's Mutex does where threads contend for it (Synchronization, Mutex/LinuxImpl.swift), told to ThreadSanitizer.
//
// Its fast way stands in the program and is seen. Its slow way, in which the kernel hands the lock on (futex(2), FUTEX_LOCK_PI),
// lies in a library that is not built with the sanitizer: what one thread wrote under the lock then looks unordered to the
// next. These functions have the names of the library's, and so take their place.
#include <errno.h>
#include <linux/futex.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

static long futex(uint32_t *state, int operation) {
    return syscall(SYS_futex, state, operation | FUTEX_PRIVATE_FLAG, 0, NULL, NULL, 0);
}

// Swift passes `self` in a register of its own.
#define SELF __attribute__((swift_context)) uint32_t *state
#define METHOD(result) __attribute__((swiftcall)) result

METHOD(void) lock_slow(uint32_t thread, SELF) __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
METHOD(void) unlock_slow(SELF) __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
METHOD(_Bool) try_lock_slow(SELF) __asm__("$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");

METHOD(void) lock_slow(uint32_t thread, SELF) {
    (void)thread;
    while (futex(state, FUTEX_LOCK_PI) != 0)
        if (errno != EAGAIN && errno != EINTR) abort();
    __tsan_acquire(state);
}

METHOD(void) unlock_slow(SELF) {
    __tsan_release(state);
    while (futex(state, FUTEX_UNLOCK_PI) != 0)
        if (errno != EAGAIN && errno != EINTR) abort();
}

METHOD(_Bool) try_lock_slow(SELF) {
    if (futex(state, FUTEX_TRYLOCK_PI) != 0) return 0;
    __tsan_acquire(state);
    return 1;
}

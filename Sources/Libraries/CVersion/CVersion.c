#include "CVersion.h"

const char *strata_version(void) { return STRATA_VERSION; }

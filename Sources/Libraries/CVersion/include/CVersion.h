// Which version of strata this is: STRATA_VERSION as it was when the package was built (Package.swift), which the
// Makefile takes from the tag or the commit.
#pragma once

const char *strata_version(void);

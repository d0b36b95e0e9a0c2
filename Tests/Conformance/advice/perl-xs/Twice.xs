#define PERL_NO_GET_CONTEXT
#include "EXTERN.h"
#include "perl.h"
#include "XSUB.h"
#include <zlib.h>
MODULE = Local::Twice  PACKAGE = Local::Twice
int
twice(n)
    int n
  CODE:
    RETVAL = 2 * n;
  OUTPUT:
    RETVAL

int
crc()
  CODE:
    RETVAL = (int)(crc32(0L, (const Bytef*)"abc", 3) & 0xffff);
  OUTPUT:
    RETVAL

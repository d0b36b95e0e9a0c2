#include <stdio.h>
#include <string.h>
#include "greetlib.h"
static char text[200];
const char *greeting(void){ FILE *f=fopen("/usr/local/share/greeter/message.txt","r"); if(!f||!fgets(text,200,f))return "no message"; text[strcspn(text,"\n")]=0; return text; }

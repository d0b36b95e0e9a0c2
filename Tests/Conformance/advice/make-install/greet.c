#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <curl/curl.h>
#include "greetlib.h"
int main(int c, char **v){ char line[200]; FILE *f=fopen("/usr/local/etc/greeter.conf","r"); if(!f){perror("conf");return 1;} if(!fgets(line,200,f))return 1; line[strcspn(line,"\n")]=0;
 printf("%s %s curl=%d spool=%s\n", greeting(), line, curl_version_info(CURLVERSION_NOW)->version!=0, getenv("SPOOL")); return 0; }

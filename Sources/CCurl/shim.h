#ifndef DOISOAT_CCURL_SHIM_H
#define DOISOAT_CCURL_SHIM_H
#include <curl/curl.h>
#endif

#ifndef DOISOAT_SCAN_H
#define DOISOAT_SCAN_H
#include <stdint.h>
#endif

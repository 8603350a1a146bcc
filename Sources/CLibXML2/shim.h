#ifndef DOISOAT_CLIBXML2_SHIM_H
#define DOISOAT_CLIBXML2_SHIM_H
// Debian's libxml2 headers pull in ICU's <unicode/ucnv.h>, whose UErrorCode collides with the copy
// inside Foundation when a module sees both. Nothing here needs ICU.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#endif

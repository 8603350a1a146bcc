#ifndef DOISOAT_CCURL_SHIM_H
#define DOISOAT_CCURL_SHIM_H

// The door to libcurl. curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot
// call; each shim below fixes the type of the one argument, so that a wrong pair of option and type cannot be written
// by accident. The names stand in parentheses because curl.h also defines them as type-checking macros.

#include <curl/curl.h>

#pragma clang assume_nonnull begin

/// Options that take a `long`: switches, counts, milliseconds.
static inline CURLcode doisoat_easy_set_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// Options that take a `curl_off_t`: sizes that pass 2 GiB.
static inline CURLcode doisoat_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// Options that take a text; libcurl copies it, so the pointer may be dropped after the call. NULL takes the option back.
static inline CURLcode doisoat_easy_set_text(CURL *easy, CURLoption option, const char *_Nullable value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// Options that take a list (`CURLOPT_HTTPHEADER`, `CURLOPT_RESOLVE`); libcurl keeps the pointer, the caller the list.
static inline CURLcode doisoat_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *_Nullable list) {
    return (curl_easy_setopt)(easy, option, list);
}

/// Options that take a pointer which libcurl hands back or writes to (`CURLOPT_WRITEDATA`, `CURLOPT_ERRORBUFFER`).
static inline CURLcode doisoat_easy_set_pointer(CURL *easy, CURLoption option, void *_Nullable value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// `CURLOPT_WRITEFUNCTION` and `CURLOPT_HEADERFUNCTION` share one signature.
static inline CURLcode doisoat_easy_set_receiver(CURL *easy, CURLoption option, curl_write_callback receive) {
    return (curl_easy_setopt)(easy, option, receive);
}

/// `CURLOPT_PREREQFUNCTION`, asked once the peer's address is known and before anything is said to it.
static inline CURLcode doisoat_easy_set_prerequest(CURL *easy, curl_prereq_callback ask) {
    return (curl_easy_setopt)(easy, CURLOPT_PREREQFUNCTION, ask);
}

/// Answers that are a `long`.
static inline CURLcode doisoat_easy_get_long(CURL *easy, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(easy, info, value);
}

/// Answers that are a `curl_off_t`: sizes, times in microseconds.
static inline CURLcode doisoat_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return (curl_easy_getinfo)(easy, info, value);
}

/// Answers that are a text owned by the handle, valid until its next transfer; NULL when there is none.
static inline CURLcode doisoat_easy_get_text(CURL *easy, CURLINFO info, const char *_Nullable *_Nonnull value) {
    return (curl_easy_getinfo)(easy, info, value);
}

/// The chain that the server showed, one list of `name:value` texts a certificate; owned by the handle.
static inline CURLcode doisoat_easy_get_certificates(CURL *easy, struct curl_certinfo *_Nullable *_Nonnull value) {
    return (curl_easy_getinfo)(easy, CURLINFO_CERTINFO, value);
}

/// Options of a multi handle that take a `long`.
static inline CURLMcode doisoat_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

/// `curl_global_init` with everything; the flag is a macro of casts that Swift does not import.
static inline CURLcode doisoat_global_init(void) {
    return curl_global_init(CURL_GLOBAL_ALL);
}

/// The outcome in a message of the multi handle, which C keeps in a union.
static inline CURLcode doisoat_message_outcome(const CURLMsg *message) {
    return message->data.result;
}

#pragma clang assume_nonnull end
#endif

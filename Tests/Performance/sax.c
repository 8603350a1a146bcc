/* A bare libxml2 SAX2 push pass over the pages of an XML feed, one process a page, at most one a core at a time.
   It counts elements and characters and does nothing else: the floor for any reader that is built on libxml2. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static long elements, characters;

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                          const xmlChar **declared, int attributes, int defaulted, const xmlChar **values) {
    elements++;
}

static void text(void *context, const xmlChar *bytes, int count) { characters += count; }

static int parse(const char *path) {
    static char block[256 * 1024];
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.characters = text;
    FILE *file = fopen(path, "rb");
    if (!file) return 1;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, path);
    int failed = 0;
    size_t count;
    while (!failed && (count = fread(block, 1, sizeof block, file)) > 0) failed = xmlParseChunk(parser, block, (int)count, 0);
    failed |= xmlParseChunk(parser, block, 0, 1);
    printf("%s: %ld elements, %ld bytes of text\n", path, elements, characters);
    fflush(stdout);
    xmlFreeParserCtxt(parser);
    fclose(file);
    return failed != 0;
}

int main(int count, char **paths) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int failed = 0, running = 0, status;
    for (int index = 1; index < count; index++) {
        if (running == cores) {
            wait(&status);
            failed |= status != 0;
            running--;
        }
        if (fork() == 0) exit(parse(paths[index]));
        running++;
    }
    while (running-- > 0) {
        wait(&status);
        failed |= status != 0;
    }
    return failed;
}

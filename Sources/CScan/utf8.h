// UTF-8 validation by three table look-ups a byte (the method of Keiser and Lemire, 2020), over the operations of one
// instruction set. The includer defines TARGET, NAME(x), `vector`, VECTORS and the operations vector_*.
//
// Each table says which errors a half byte still allows; an error that all three allow is one.

enum {
    TOO_SHORT = 1 << 0,
    TOO_LONG = 1 << 1,
    OVERLONG_3 = 1 << 2,
    TOO_LARGE = 1 << 3,
    SURROGATE = 1 << 4,
    OVERLONG_2 = 1 << 5,
    TOO_LARGE_4 = 1 << 6,
    TWO_FOLLOWERS = 1 << 7,
    ANY_LOW = TOO_SHORT | TOO_LONG | TWO_FOLLOWERS,
    LARGE_LOW = ANY_LOW | TOO_LARGE | TOO_LARGE_4,
    FOLLOWER = TOO_LONG | OVERLONG_2 | TWO_FOLLOWERS,
};

static const uint8_t first_high[16] = {
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TWO_FOLLOWERS, TWO_FOLLOWERS, TWO_FOLLOWERS, TWO_FOLLOWERS,
    TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_4,
};
static const uint8_t first_low[16] = {
    ANY_LOW | OVERLONG_2 | OVERLONG_3 | TOO_LARGE_4, ANY_LOW | OVERLONG_2, ANY_LOW, ANY_LOW,
    ANY_LOW | TOO_LARGE, LARGE_LOW, LARGE_LOW, LARGE_LOW, LARGE_LOW, LARGE_LOW, LARGE_LOW, LARGE_LOW, LARGE_LOW,
    LARGE_LOW | SURROGATE, LARGE_LOW, LARGE_LOW,
};
static const uint8_t second_high[16] = {
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    FOLLOWER | OVERLONG_3 | TOO_LARGE_4, FOLLOWER | OVERLONG_3 | TOO_LARGE,
    FOLLOWER | SURROGATE | TOO_LARGE, FOLLOWER | SURROGATE | TOO_LARGE,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
};

// Texts as keys: never a crash, sizes as promised, and no digit of the text in an error.
#include "common/racf/passticket/key_text.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ptkt;
    const auto key = passticket::key_of_text(base::Secret(base::ByteView(data, size)));
    if (key && key->size() != 8 && (key->size() < 32 || key->size() > 256)) std::abort();
    if (!key && key.error().kind != base::ErrorKind::Malformed) std::abort();
    return 0;
}

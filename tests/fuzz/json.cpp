// Texts as JSON: never a crash, and what is read prints to a text that is read the same.
#include "common/formats/json/json.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ptkt;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = json::parse_json(text);
    if (!parsed) {
        if (parsed.error().where.offset > size) std::abort();
        return 0;
    }
    const std::string printed = parsed->dump();
    const auto again = json::parse_json(printed);
    if (!again || again->dump() != printed) std::abort();
    return 0;
}

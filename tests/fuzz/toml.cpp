// What parses prints, and reads back equal; errors point into the text; nothing crashes.
#include <cstdint>
#include <cstdlib>

#include "common/base/bytes.hpp"
#include "common/base/text/utf8.hpp"
#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/plain.hpp"
#include "common/formats/toml/print.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ptkt;
    const std::string_view text = base::as_text({data, size});
    const auto table = toml::parse(text);
    // Where the short cut takes a text, the full parser gives the same.
    if (base::is_utf8(text) && toml::parse_plain(text)) {
        const auto full = toml::parse_in_full(text);
        if (!full || !(*full == *table)) std::abort();
    }
    if (!table) {
        if (table.error().where.offset > size || table.error().message.empty()) std::abort();
        return 0;
    }
    const auto printed = toml::print(*table);
    if (!printed) std::abort();
    const auto again = toml::parse(*printed);
    if (!again || !(*again == *table)) std::abort();
    if (*toml::print(*again) != *printed) std::abort();
    return 0;
}

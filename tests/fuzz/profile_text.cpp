// Texts as profiles of the store, and bytes as records of a snapshot: never a crash; what is read
// prints to a text that is read the same and prints the same again; a record comes back the same.
#include "common/racf/store/text/profile_text.hpp"

#include <cstdlib>

#include "common/racf/store/snapshot.hpp"

using namespace ptkt;

namespace {

template <typename T>
void check(std::string_view text, store::Parsed<T> (*parse)(std::string_view),
           base::Result<std::string> (*print)(const T&)) {
    const auto parsed = parse(text);
    if (!parsed) return;
    const auto printed = print(*parsed);
    if (!printed) std::abort();
    const auto again = parse(*printed);
    if (!again || !(*again == *parsed)) std::abort();
    const auto once_more = print(*again);
    if (!once_more || *once_more != *printed) std::abort();
}

void check_record(base::ByteView bytes) {
    const auto record = store::decode_record(racf::appl_class(), bytes);
    if (!record) return;
    const auto again = store::decode_record(racf::appl_class(), store::encode_record(*record));
    if (!again || !(*again == *record)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check(text, &store::parse_user, &store::print_user);
    check(text, &store::parse_group, &store::print_group);
    check(text, &store::parse_resource, &store::print_resource);
    check(text, &store::parse_options, &store::print_options);
    check_record({data, size});
    return 0;
}

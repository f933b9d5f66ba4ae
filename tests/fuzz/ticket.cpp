// Texts as tickets of every kind: never a crash, what is read as a value prints back to the same
// text, and decoding under a fixed key undoes generation.
#include <cstdlib>
#include <memory>

#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"

using namespace ptkt;
using namespace ptkt::passticket;

namespace {

const Subject& subject() {
    static const Subject one{racf::UserId::parse("USER0002").value(),
                             racf::ApplName::parse("APPLI2I").value()};
    return one;
}

void require(bool holds) {
    if (!holds) std::abort();
}

std::string_view view(const Ticket::Characters& characters) {
    return {characters.data(), characters.size()};
}

void check_legacy(std::string_view text) {
    static const LegacyCoder coder(
        std::make_shared<const crypto::DesKey>(
            crypto::DesKey::make(base::Secret(base::Bytes(8, 0x5A))).value()),
        encode_names(subject()));
    const auto value = legacy_value(text);
    if (!value) return;
    require(view(legacy_characters(*value)) == text);
    const auto again = coder.generate(base::instant(coder.decode(*value)));
    require(again.ok() && again->text() == text);
}

void check_enhanced(std::string_view text, Kind kind) {
    static const auto key =
        std::make_shared<const crypto::HmacSha512>(base::Secret(base::Bytes(64, 0x5A)));
    const auto value = enhanced_value(text, kind);
    if (!value) return;
    require(view(enhanced_characters(*value, kind)) == text);
    const EnhancedCoder coder(key, encode_names(subject()), kind);
    const auto made = base::instant(static_cast<std::int64_t>(coder.decode(*value)));
    const auto again = coder.generate(made);
    require(again.ok() && again->text() == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    // Most inputs have another length; the first eight characters of any are tried as well.
    for (const std::string_view ticket : {text, text.substr(0, Ticket::kSize)}) {
        check_legacy(ticket);
        check_enhanced(ticket, Kind::Upper);
        check_enhanced(ticket, Kind::Mixed);
    }
    return 0;
}

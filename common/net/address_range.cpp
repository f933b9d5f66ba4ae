#include "common/net/address_range.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "common/base/text/ascii.hpp"
#include "common/net/address_bytes.hpp"

namespace ptkt::net {

namespace {

constexpr std::size_t kMappedPrefix = 12;  // bytes of ::ffff: before an IPv4 address
constexpr unsigned kBitsOfByte = 8;

bool same_bits(const AddressBytes& one, const AddressBytes& other, unsigned length) {
    const unsigned whole = length / kBitsOfByte;
    if (!std::equal(one.begin(), one.begin() + whole, other.begin())) return false;
    const unsigned rest = length % kBitsOfByte;
    if (rest == 0) return true;
    const unsigned mask = 0xFFU << (kBitsOfByte - rest) & 0xFFU;
    return ((one[whole] ^ other[whole]) & mask) == 0;
}

}  // namespace

bool is_mapped(const AddressBytes& bytes) {
    return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto one) { return one == 0; }) &&
           bytes[10] == 0xFF && bytes[11] == 0xFF;
}

std::optional<AddressBytes> address_bytes(const std::string& text) {
    AddressBytes bytes{};
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
    bytes = {};
    bytes[10] = bytes[11] = 0xFF;
    if (::inet_pton(AF_INET, text.c_str(), bytes.data() + kMappedPrefix) == 1) return bytes;
    return std::nullopt;
}

base::Result<AddressRange> AddressRange::parse(std::string_view text) {
    const auto bad = [&] {
        return base::with_hint(
            base::fail(base::ErrorKind::Malformed, "'{}' is not an address or a range of addresses",
                       base::printable(text, 60)),
            "write 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32");
    };
    const auto slash = text.find('/');
    const auto bytes = address_bytes(std::string(text.substr(0, slash)));
    if (!bytes) return bad();
    AddressRange range;
    range.first_ = *bytes;
    const unsigned before = is_mapped(*bytes) ? kMappedPrefix * kBitsOfByte : 0;
    const unsigned most = static_cast<unsigned>(bytes->size()) * kBitsOfByte - before;
    unsigned length = most;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const char* const end = digits.data() + digits.size();
        const auto [stop, failed] = std::from_chars(digits.data(), end, length);
        if (failed != std::errc() || stop != end || length > most) return bad();
    }
    range.length_ = before + length;
    return range;
}

bool AddressRange::contains(const std::string& address) const {
    const auto bytes = address_bytes(address);
    return bytes && same_bits(*bytes, first_, length_);
}

std::string source_of(const std::string& address) {
    const auto bytes = address_bytes(address);
    if (!bytes || is_mapped(*bytes)) return address;
    AddressBytes network = *bytes;
    std::fill(network.begin() + network.size() / 2, network.end(), std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::inet_ntop(AF_INET6, network.data(), text.data(), text.size()) == nullptr) return address;
    return std::string(text.data()) + "/64";
}

}  // namespace ptkt::net

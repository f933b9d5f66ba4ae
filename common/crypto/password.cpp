#include "common/crypto/password.hpp"

#include <openssl/evp.h>

#include <charconv>
#include <vector>

#include "common/base/text/hex.hpp"
#include "common/crypto/random.hpp"

namespace ptkt::crypto {

namespace {

constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kHashSize = 32;
constexpr std::uint64_t kMostMemory = 64U << 20U;

struct Parameters {
    std::uint64_t n = 16384;
    std::uint64_t r = 8;
    std::uint64_t p = 1;
};

base::Result<base::Bytes> scrypt(const base::Secret& password, base::ByteView salt,
                                 const Parameters& cost) {
    base::Bytes out(kHashSize);
    if (EVP_PBE_scrypt(reinterpret_cast<const char*>(password.view().data()), password.size(),
                       salt.data(), salt.size(), cost.n, cost.r, cost.p, kMostMemory, out.data(),
                       out.size()) != 1)
        return base::fail(base::ErrorKind::Config, "scrypt failed: parameters or memory");
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0;;) {
        const auto end = text.find(separator, at);
        parts.push_back(text.substr(at, end - at));
        if (end == std::string_view::npos) return parts;
        at = end + 1;
    }
}

bool read_number(std::string_view text, std::uint64_t& out) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
    return failed == std::errc() && end == text.data() + text.size();
}

}  // namespace

base::Result<std::string> hash_password(const base::Secret& password) {
    const Parameters cost;
    const auto salt = random_bytes(kSaltSize);
    if (!salt) return salt.error();
    const auto hash = scrypt(password, salt->view(), cost);
    if (!hash) return hash.error();
    return fmt::format("scrypt${}${}${}${}${}", cost.n, cost.r, cost.p, base::to_hex(salt->view()),
                       base::to_hex(*hash));
}

base::Result<bool> password_matches(const base::Secret& password, std::string_view hash) {
    const auto parts = split(hash, '$');
    Parameters cost;
    const bool shaped = parts.size() == 6 && parts[0] == "scrypt" &&
                        read_number(parts[1], cost.n) && read_number(parts[2], cost.r) &&
                        read_number(parts[3], cost.p);
    const auto salt = shaped ? base::from_hex(parts[4]) : std::nullopt;
    const auto wanted = shaped ? base::from_hex(parts[5]) : std::nullopt;
    if (!salt || !wanted)
        return base::fail(base::ErrorKind::Config, "a stored password hash is not understood");
    const auto computed = scrypt(password, *salt, cost);
    if (!computed) return computed.error();
    return base::equal_in_constant_time(*computed, *wanted);
}

}  // namespace ptkt::crypto

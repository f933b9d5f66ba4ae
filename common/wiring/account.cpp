#include "common/wiring/account.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"

namespace ptkt::wiring {

namespace {

constexpr std::size_t kLongestPasswd = std::size_t{1} << 20U;
constexpr std::size_t kLongestLoginName = 64;

/// The number that the kernel gave the session when its user logged in. A service has none.
std::optional<uid_t> login_uid() {
    constexpr uid_t kNone = static_cast<uid_t>(-1);
    const auto text = files::read_file("/proc/self/loginuid", 32);
    if (!text) return std::nullopt;
    uid_t uid = kNone;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), uid);
    if (read.ec != std::errc() || uid == kNone) return std::nullopt;
    return uid;
}

/// By /etc/passwd alone: the other places that names can come from would bring the system's loader
/// into programs that are linked statically.
std::string name_of(uid_t uid) {
    const std::string number = std::to_string(uid);
    const auto passwd = files::read_file("/etc/passwd", kLongestPasswd);
    if (!passwd) return number;
    std::string_view rest = *passwd;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const std::size_t name = line.find(':');
        const std::size_t password = line.find(':', name + 1);
        if (name == std::string_view::npos || password == std::string_view::npos) continue;
        const std::string_view digits = line.substr(password + 1);
        if (digits.substr(0, digits.find(':')) == number)
            return base::printable(line.substr(0, name), kLongestLoginName);
    }
    return number;
}

}  // namespace

store::Account account_of(const cli::Io& io) {
    store::Account account;
    account.uid = ::getuid();
    account.login = name_of(login_uid().value_or(::getuid()));
    if (const auto sudo_user = cli::variable(io, "SUDO_USER"))
        account.sudo_user = base::printable(*sudo_user, kLongestLoginName);
    return account;
}

void attribute(store::AuditLog& log, const cli::Io& io) {
    log.use_account(account_of(io));
    log.use_clock(io.clock);
}

}  // namespace ptkt::wiring

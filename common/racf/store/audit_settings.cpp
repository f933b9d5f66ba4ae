#include "common/racf/store/audit_settings.hpp"

#include "common/files/checksum.hpp"
#include "common/formats/toml/parse.hpp"

namespace ptkt::store {

base::Result<AuditSettings> read_audit_settings(const Layout& layout) {
    constexpr std::size_t kAuditSettingsLimit = 4096;
    const Path path = layout.audit_settings();
    const auto text = files::read_if_there(path, kAuditSettingsLimit);
    if (!text) return text.error();
    if (!*text) return AuditSettings();
    const bool is_right = files::checksum_of(**text) == files::Checksum::Right;
    const auto table = toml::parse(**text);
    const auto tickets = is_right && table ? table->boolean("tickets") : std::nullopt;
    if (!tickets)
        return base::with_hint(base::fail(base::ErrorKind::Config,
                                          "{} is damaged or was changed by hand", path.string()),
                               "set it again with 'racf-admin audit --tickets on' or 'off'");
    return AuditSettings{*tickets};
}

base::Status write_audit_settings(const Layout& layout, const AuditSettings& settings) {
    return files::write_atomically(
        layout.audit_settings(),
        files::with_checksum(fmt::format("tickets = {}\n", settings.tickets)));
}

}  // namespace ptkt::store

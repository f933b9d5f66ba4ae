#ifndef PTKT_TOOLS_RACF_ADMIN_NEW_LINK_HPP
#define PTKT_TOOLS_RACF_ADMIN_NEW_LINK_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/options/options.hpp"
#include "common/racf/model/names.hpp"

/// `racf-admin new-link`: all that two ends need so that one signs on at the other by PassTickets.
namespace ptkt::admin {

/// Where a link goes: the receiving IMS Connect.
struct LinkTarget {
    std::string host;
    std::uint16_t port = 9'999;

    /// HOST or HOST:PORT; the host is a name or an IPv4 address. Malformed.
    [[nodiscard]] static base::Result<LinkTarget> parse(std::string_view text);
};

enum class LinkEnd { Sender, Receiver };

struct NewLinkOptions {
    std::optional<racf::ApplName> appl;
    std::optional<racf::UserId> user;
    std::optional<LinkTarget> to;
    bool zos = false;              ///< one end is a z/OS installation: say what to do there
    std::optional<LinkEnd> apply;  ///< carry out on the store what this end needs
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable new_link_table(NewLinkOptions& options);
[[nodiscard]] cli::ExitStatus run_new_link(cli::Io& io);

/// A link between two ends, and what each of them needs for it.
struct NewLink {
    racf::ApplName appl;
    racf::UserId user;
    LinkTarget to;

    /// The label of its key in the vault of each end.
    [[nodiscard]] std::string key_label() const { return "PTKT." + appl.str(); }
    /// The name by which the sender's member calls the receiver.
    [[nodiscard]] std::string remote_id() const;

    /// Defines the profile with the key.
    [[nodiscard]] std::string define_key() const;
    /// Defines the profile for a key that is still to come.
    [[nodiscard]] std::string await_key() const;
    /// The user, with a password that nobody has to know.
    [[nodiscard]] std::string add_user(std::string_view password) const;
    [[nodiscard]] std::string define_appl() const;
    /// What is to be done whether or not the profiles existed before.
    [[nodiscard]] std::vector<std::string> finish(LinkEnd end) const;

    /// The steps at both ends, for people.
    [[nodiscard]] std::string sender_part() const;
    [[nodiscard]] std::string receiver_part() const;
    [[nodiscard]] std::string key_part() const;
    [[nodiscard]] std::string zos_part() const;
};

}  // namespace ptkt::admin

#endif

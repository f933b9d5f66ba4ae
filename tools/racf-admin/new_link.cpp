#include "tools/racf-admin/new_link.hpp"

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/crypto/random.hpp"
#include "common/racf/rotation/key_maker.hpp"
#include "common/racf/rotation/vault.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/command_loop.hpp"
#include "tools/racf-admin/words.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

constexpr std::size_t kLongestHost = 60;  // of HOSTNAME
constexpr std::size_t kPasswordSize = 8;

bool is_host_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-';
}

base::Error bad_target(std::string_view text) {
    return base::fail(base::ErrorKind::Malformed,
                      "'{}' is not HOST or HOST:PORT, such as hws.example.com:9999",
                      base::printable(text, 80));
}

/// A password that nobody knows: the user signs on by PassTickets.
base::Result<base::Secret> random_password() {
    // 32 characters, so that each is as likely.
    constexpr std::string_view kCharacters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    const auto random = crypto::random_bytes(kPasswordSize);
    if (!random) return random.error();
    base::Bytes password;
    password.reserve(kPasswordSize);
    for (const auto byte : random->view())
        password.push_back(static_cast<base::Bytes::value_type>(
            kCharacters[static_cast<std::size_t>(byte) % kCharacters.size()]));
    return base::Secret(std::move(password));
}

/// Carries out on a store what one end of a link needs; what is there already stays.
class Applier {
  public:
    Applier(cli::Io& io, const NewLinkOptions& options, const NewLink& link, store::Store& store)
        : io_(io), link_(link), store_(store) {
        commands_.common = options.common;
        commands_.echo = true;
    }

    ExitStatus sender() {
        const auto profile = key_profile();
        if (!profile) return cli::report(io_, profile.error());
        if (*profile)
            return cli::report(
                io_, base::with_hint(base::fail(base::ErrorKind::CannotCreate,
                                                "there is a profile PTKTDATA {} already",
                                                link_.appl.str()),
                                     fmt::format("racf-admin rotate {} changes its key",
                                                 link_.appl.str())));
        if (auto made = make_key(); !made) return cli::report(io_, made.error());
        add(link_.define_key());
        return run(LinkEnd::Sender);
    }

    ExitStatus receiver() {
        const auto user = store_.user(link_.user);
        if (!user) return cli::report(io_, user.error());
        if (!*user) {
            const auto password = random_password();
            if (!password) return cli::report(io_, password.error());
            add(link_.add_user(base::as_text(password->view())));
        }
        const auto appl =
            store_.resource(racf::appl_class(), racf::ProfileName::parse(link_.appl.str()).value());
        if (!appl) return cli::report(io_, appl.error());
        if (!*appl) add(link_.define_appl());
        const auto key = key_profile();
        if (!key) return cli::report(io_, key.error());
        if (!*key) add(link_.await_key());
        return run(LinkEnd::Receiver);
    }

  private:
    [[nodiscard]] base::Result<std::optional<racf::Resource>> key_profile() const {
        return store_.resource(racf::ptktdata_class(),
                               racf::ProfileName::parse(link_.appl.str()).value());
    }

    /// A run that was cut off has left a key that no profile names: it is as good as a new one.
    [[nodiscard]] base::Status make_key() {
        const auto lock = store_.lock();
        if (!lock) return lock.error();
        const auto entry = store_.keys().entry(link_.key_label());
        if (!entry) return entry.error();
        if (*entry) {
            const auto user = rotation::user_of_label(store_, link_.key_label());
            if (!user) return user.error();
            if (!*user && (*entry)->kind == store::VaultKind::Hmac) return {};
            return rotation::check_free(store_, link_.key_label());
        }
        const auto key = rotation::random_hmac_key();
        if (!key) return key.error();
        return rotation::add_to_vault(store_, io_.now(), "generate", link_.key_label(), *key);
    }

    void add(std::string_view command) {
        base::append_wiping(text_, command);
        base::append_wiping(text_, "\n");
    }

    ExitStatus run(LinkEnd end) {
        for (const std::string& command : link_.finish(end))
            add(command);
        return CommandLoop(io_, commands_, store_)
            .run(base::SourceText("<new-link>", std::move(text_)));
    }

    cli::Io& io_;
    const NewLink& link_;
    store::Store& store_;
    Options commands_;
    std::string text_;  ///< the commands, of which one may have a password in it
};

ExitStatus apply(cli::Io& io, const NewLinkOptions& options, const NewLink& link) {
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    Applier applier(io, options, link, **store);
    return *options.apply == LinkEnd::Sender ? applier.sender() : applier.receiver();
}

/// What is left to be done when an end has been seen to.
std::string rest(const NewLinkOptions& options, const NewLink& link) {
    std::string text;
    if (options.apply != LinkEnd::Sender) text += link.sender_part() + "\n";
    if (options.apply != LinkEnd::Receiver) text += link.receiver_part() + "\n";
    text += link.key_part();
    if (options.zos) text += "\n" + link.zos_part();
    return text;
}

}  // namespace

base::Result<LinkTarget> LinkTarget::parse(std::string_view text) {
    LinkTarget target;
    const auto colon = text.find(':');
    target.host = text.substr(0, colon);
    if (target.host.empty() || target.host.size() > kLongestHost ||
        !std::ranges::all_of(target.host, is_host_character))
        return bad_target(text);
    if (colon == std::string_view::npos) return target;
    const std::string_view port = text.substr(colon + 1);
    const auto [end, error] =
        std::from_chars(port.data(), port.data() + port.size(), target.port);
    if (error != std::errc() || end != port.data() + port.size() || target.port == 0)
        return bad_target(text);
    return target;
}

cli::OptionTable new_link_table(NewLinkOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin new-link",
        .purpose = "Say what two ends need so that one signs on at the other by PassTickets: RACF "
                   "commands, statements of the members, and how the key gets across.",
        .usage = {"--appl APPL --user USER --to HOST[:PORT] [--zos]",
                  "--appl APPL --user USER --to HOST[:PORT] --apply sender|receiver"},
        .examples = {{"racf-admin new-link --appl APPLI2I --user USER0002 --to hws.example.com",
                      "what is to be done at both ends"},
                     {"racf-admin new-link --appl APPLI2I --user USER0002 --to hws.example.com "
                      "--apply sender",
                      "do it in the sender's store, with a new key"}},
        .exit_status = {{"0", "done"},
                        {"4, 8, 12", "the highest return code of the commands"},
                        {"64", "usage"},
                        {"66", "no such store"},
                        {"73", "the profile or the key exists already"},
                        {"75", "the store is busy: try again"},
                        {"78", "configuration or store unusable"}},
    });
    table.option({"appl", 'a', "APPL", "the application that the tickets are for"}, options.appl,
                 &racf::ApplName::parse)
        .command_line_only();
    table.option({"user", 'u', "USER", "the user ID by which the sender signs on"}, options.user,
                 &racf::UserId::parse)
        .command_line_only();
    table.option({"to", 0, "HOST[:PORT]", "where the receiver listens; port 9999 by default"},
                 options.to, &LinkTarget::parse)
        .command_line_only();
    table.option({"zos", 0, "", "say also what a z/OS installation at one end needs"}, options.zos)
        .command_line_only();
    table
        .choice({"apply", 0, "END", "carry out on the store what this end needs"}, options.apply,
                {{"sender", LinkEnd::Sender}, {"receiver", LinkEnd::Receiver}})
        .command_line_only();
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.prints_text("new-link has one form, a text to follow");
    return table;
}

ExitStatus run_new_link(cli::Io& io) {
    NewLinkOptions options;
    const cli::OptionTable table = new_link_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (!options.appl || !options.user || !options.to)
        return cli::report_usage(io, "give --appl, --user and --to");
    const NewLink link{*options.appl, *options.user, *options.to};
    if (options.apply) {
        if (const auto status = apply(io, options, link); status != ExitStatus::Done) return status;
        static_cast<void>(io.out.append("\n"));
    }
    const auto written = io.out.append(rest(options, link));
    return written ? ExitStatus::Done : cli::report(io, written.error());
}

}  // namespace ptkt::admin

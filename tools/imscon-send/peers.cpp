#include "tools/imscon-send/peers.hpp"

#include <algorithm>
#include <utility>

#include "common/cli/diagnostics.hpp"
#include "common/wiring/load_member.hpp"

namespace ptkt::imscon_send {

namespace {

using cli::ExitStatus;
using ims_config::Config;
using ims_config::Destination;
using ims_config::RmtImsCon;
using wiring::Member;
using wiring::OtmaMember;

std::string known_ids(const Config& config) {
    std::string ids;
    for (const RmtImsCon& one : config.rmtimscons)
        ids += (ids.empty() ? "" : ", ") + one.id;
    return ids.empty() ? "the member has no RMTIMSCON statement" : "the member has " + ids;
}

/// The statement to send by: the one that is named, or the only one.
base::Result<const RmtImsCon*, ExitStatus> choose(cli::Io& io, const Options& options,
                                                  const Member& member) {
    const Config& config = member.config;
    if (!options.rmtimscon && config.rmtimscons.size() != 1)
        return cli::report_usage(io, "give an RMTIMSCON (-r)", known_ids(config));
    const RmtImsCon* const found = options.rmtimscon
                                       ? ims_config::find_rmtimscon(config, *options.rmtimscon)
                                       : &config.rmtimscons.front();
    if (found == nullptr)
        return cli::report(io, {base::ErrorKind::Config,
                                fmt::format("{} has no RMTIMSCON with ID={}", member.text.name(),
                                            base::printable(*options.rmtimscon, 20)),
                                known_ids(config)});
    if (ims_config::serves_msc(config, *found))
        return wiring::unusable(io, member.text, found->places.statement,
                                fmt::format("RMTIMSCON {} serves an MSC link", found->id),
                                "send over the link: imscon-send link LCLPLKID");
    return found;
}

/// The statement with what the options say instead of it; one of their own for --to.
RmtImsCon effective(const Options& options, const RmtImsCon* statement) {
    RmtImsCon connection;
    connection.persistent = true;
    if (statement != nullptr) connection = *statement;
    if (options.to) {
        connection.hostname = options.to->host;
        connection.port = options.to->port;
    }
    if (!options.user.empty()) {
        connection.userid = options.user;
        connection.appl = options.appl;
    }
    connection.persistent = options.persistent.value_or(connection.persistent);
    return connection;
}

std::string known_descriptors(const OtmaMember& otma) {
    std::string names;
    for (const Destination& one : otma.descriptors.destinations)
        if (!one.rmtimscons.empty()) names += (names.empty() ? "" : ", ") + one.name;
    return names.empty() ? "the member has no descriptor of TYPE=IMSCON with RMTIMSCON"
                         : "the member has " + names;
}

/// The descriptor that is named, if messages can be sent by it.
base::Result<const Destination*, ExitStatus> choose_destination(cli::Io& io, const Options& options,
                                                                const OtmaMember& otma) {
    const std::string& name = *options.descriptor;
    const auto* const found = ims_config::find_destination(otma.descriptors, name);
    if (found == nullptr) {
        const auto* const other = ims_config::find_other(otma.descriptors, name);
        const std::string what =
            other == nullptr
                ? fmt::format("{} has no descriptor {}", otma.text.name(), name)
                : fmt::format("{}: descriptor {} is {}", otma.text.name(), name, other->what);
        return cli::report(io, {base::ErrorKind::Config, what, known_descriptors(otma)});
    }
    if (found->rmtimscons.empty())
        return wiring::unusable(
            io, otma.text, found->places.statement,
            fmt::format("descriptor {} has no RMTIMSCON: its messages wait for a client", name),
            found->tpipe ? fmt::format("fetch them: imscon-send fetch --tpipe {}", *found->tpipe)
                         : "");
    if (!found->smem && !options.super_members.empty())
        return wiring::unusable(
            io, otma.text, found->places.of("SMEM"),
            fmt::format("--super-member, but descriptor {} has no SMEM=YES", name));
    return found;
}

/// Whether OTMA gives the messages of a descriptor to the IMS Connect of the member: by a name in
/// XCF, or by that of its super member. Without a data store the member does not say.
bool is_meant(const Destination& destination, const Config& config) {
    const std::string& name = destination.tmember;
    if (destination.smem)
        return config.hws.smember == name ||
               std::ranges::any_of(config.datastores,
                                   [&](const auto& one) { return one.smember == name; });
    return config.datastores.empty() || config.hws.id == name ||
           std::ranges::any_of(config.datastores,
                               [&](const auto& one) { return one.member == name; });
}

std::string names_of(const Destination& destination, const Config& config) {
    std::string names;
    const auto add = [&](const std::string& name) {
        if (!name.empty() && names.find(name) == std::string::npos)
            names += (names.empty() ? "" : ", ") + name;
    };
    if (destination.smem) add(config.hws.smember.value_or(""));
    for (const auto& one : config.datastores)
        add(destination.smem ? one.smember.value_or("") : one.member);
    const std::string_view keyword = destination.smem ? "SMEMBER" : "MEMBER";
    return names.empty() ? fmt::format("the member has no {}", keyword)
                         : fmt::format("the member has {}={}", keyword, names);
}

/// The connections of a descriptor by one member.
base::Status add_peers(cli::Io& io, const Options& options, const OtmaMember& otma,
                       const Destination& destination, const std::string& file,
                       std::vector<Peer>& peers, ExitStatus& status) {
    const auto wrong = [&](ExitStatus code) {
        status = code;
        return base::fail(base::ErrorKind::Config, "said already");
    };
    const auto member = wiring::load(io, file);
    if (!member) return wrong(member.error());
    if (!is_meant(destination, member->config))
        return wrong(wiring::unusable(io, otma.text, destination.places.of("TMEMBER"),
                                      fmt::format("TMEMBER={} is not the IMS Connect of {}",
                                                  destination.tmember, member->text.name()),
                                      names_of(destination, member->config)));
    for (const std::string& id : destination.rmtimscons) {
        const auto* const statement = ims_config::find_rmtimscon(member->config, id);
        if (statement == nullptr)
            return wrong(wiring::unusable(
                io, otma.text, destination.places.of("RMTIMSCON"),
                fmt::format("{} has no RMTIMSCON with ID={}", member->text.name(), id),
                known_ids(member->config)));
        if (ims_config::serves_msc(member->config, *statement))
            return wrong(wiring::unusable(io, otma.text, destination.places.of("RMTIMSCON"),
                                          fmt::format("RMTIMSCON {} serves an MSC link", id),
                                          "a connection serves OTMA or MSC, not both"));
        RmtImsCon connection = effective(options, statement);
        // Who checks each message checks it with the user of the message.
        if (options.sender.ticket_per_message && destination.userid && connection.uses_passticket())
            connection.userid = destination.userid;
        peers.push_back({member->config, std::move(connection)});
    }
    return {};
}

}  // namespace

base::Result<Peer, ExitStatus> find_peer(cli::Io& io, const Options& options) {
    if (options.to) return Peer{{}, effective(options, nullptr)};
    auto member = wiring::load(io, *options.member);
    if (!member) return member.error();
    const auto statement = choose(io, options, *member);
    if (!statement) return statement.error();
    RmtImsCon connection = effective(options, *statement);
    return Peer{std::move(member->config), std::move(connection)};
}

base::Result<std::vector<Peer>, ExitStatus> find_peers(cli::Io& io, Options& options) {
    std::vector<Peer> peers;
    if (!options.descriptor) {
        auto peer = find_peer(io, options);
        if (!peer) return peer.error();
        peers.push_back(*std::move(peer));
        return peers;
    }
    const auto otma = wiring::load_descriptors(io, *options.otma_member);
    if (!otma) return otma.error();
    const auto destination = choose_destination(io, options, *otma);
    if (!destination) return destination.error();
    const Destination& one = **destination;
    std::vector<std::string> files{*options.member};
    files.insert(files.end(), options.super_members.begin(), options.super_members.end());
    for (const std::string& file : files) {
        ExitStatus status = ExitStatus::Config;
        if (!add_peers(io, options, *otma, one, file, peers, status)) return status;
    }
    options.sender.datastore = one.rmtims.value_or("");
    options.sender.rmttran = one.rmttran.value_or("");
    options.sender.message_user = one.userid.value_or("");
    return peers;
}

}  // namespace ptkt::imscon_send

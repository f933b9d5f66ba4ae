// What the operator sees of the receiver, and what he tells it to do.
#include "common/ims/receiver/operator_desk.hpp"

#include <algorithm>

#include "common/ims/operator/status.hpp"
#include "common/ims/receiver/ports.hpp"

namespace ptkt::ims_receiver {

using ims_operator::Activity;

namespace {

std::int64_t seconds_of(net::TimePoint::duration length) {
    return std::chrono::duration_cast<std::chrono::seconds>(length).count();
}

char letter_of(ims_config::Pswdmc pswdmc) {
    if (pswdmc == ims_config::Pswdmc::Follow) return 'R';
    return pswdmc == ims_config::Pswdmc::Yes ? 'Y' : 'N';
}

Activity activity_of(ims_protocol::Conversation::State state) {
    using State = ims_protocol::Conversation::State;
    return state == State::Running || state == State::Waiting ? Activity::Conn : Activity::Recv;
}

ims_operator::Client client_of(const ClientState& session, net::TimePoint now) {
    const auto& peer = session.connection.peer();
    return {session.client_id,
            session.identity ? session.identity->user : std::string(),
            session.trancode,
            activity_of(session.conversation.state()),
            seconds_of(now - session.since),
            peer.port,
            peer.address,
            session.messages};
}

}  // namespace

ims_operator::DataStore OperatorDesk::datastore_view(const ims_config::DataStore& one) const {
    return {one.id,     one.group,
            one.member, one.tmember,
            one.rrname, one.appl.value_or(""),
            one.oaav,   one.ackto,
            one.maxi,   switches_.is_active(one.id)};
}

std::vector<ims_operator::Port> OperatorDesk::port_views() const {
    std::vector<const ClientState*> sessions;
    for (const auto& [id, session] : clients_.all())
        sessions.push_back(&session);
    std::ranges::sort(sessions, {}, [](const ClientState* one) { return one->connection.id(); });
    std::vector<ims_operator::Port> ports;
    for (const auto& where : listens_on_) {
        ims_operator::Port port{
            where.port, where.address, !close_ && switches_.is_open(where.port), {}};
        for (const ClientState* session : sessions)
            if (session->connection.local().port == where.port)
                port.clients.push_back(client_of(*session, context_.now()));
        ports.push_back(std::move(port));
    }
    return ports;
}

ims_operator::Remote OperatorDesk::remote_view(const ims_config::RmtImsCon& one) const {
    ims_operator::Remote remote{one.id,
                                partners_.is_stopped(one.id),
                                one.ipaddr.value_or(""),
                                one.hostname.value_or(""),
                                one.port,
                                one.autoconn,
                                one.persistent,
                                one.idleto,
                                one.resvsoc,
                                ims_config::serves_msc(context_.config, one),
                                one.userid.value_or(""),
                                {}};
    const MscLinks* const links = partners_.links();
    if (links == nullptr) return remote;
    for (const ims_msc::LinkState& link : links->node().sessions()) {
        if (link.out == nullptr || link.msc->rmtimscon != one.id) continue;
        remote.clients.push_back({link.client_id, link.msc->lclplkid,
                                  link.awaited.empty() ? Activity::Conn : Activity::Recv,
                                  seconds_of(context_.now() - links->since(link)),
                                  link.out->local().port});
    }
    return remote;
}

ims_operator::MscPath OperatorDesk::path_view(const ims_config::Msc& one) const {
    const MscLinks* const links = partners_.links();
    const auto plex = one.imsplex.value_or(ims_config::ImsPlex());
    ims_operator::MscPath path{one.lclplkid,
                               links != nullptr && links->node().is_closed(one),
                               one.rmtplkid,
                               one.lclims,
                               one.rmtims,
                               one.rmtimscon,
                               one.genimsid.value_or(""),
                               plex.member,
                               plex.tmember,
                               {}};
    if (links == nullptr) return path;
    for (const ims_msc::LinkState& link : links->node().sessions())
        if (link.msc == &one && link.link.state() != ims_msc::State::Stopped)
            path.links.push_back({link.client_id, link.partner_client_id,
                                  std::string(to_string(link.link.state())),
                                  seconds_of(context_.now() - links->since(link))});
    return path;
}

std::size_t OperatorDesk::sockets() const {
    std::size_t count = listens_on_.size() + clients_.all().size();
    if (const MscLinks* const links = partners_.links(); links != nullptr)
        for (const ims_msc::LinkState& link : links->node().sessions())
            if (link.out != nullptr) ++count;
    return count;
}

ims_operator::Snapshot OperatorDesk::snapshot() const {
    ims_operator::Snapshot all;
    const auto& hws = context_.config.hws;
    all.id = hws.id;
    all.racf = switches_.gate().checks();
    all.pswdmc = letter_of(switches_.gate().pswdmc());
    all.uidcache = switches_.gate().has_memory();
    all.maxsoc = context_.config.tcpip.maxsoc;
    all.timeout = timeout_of(context_.config.tcpip, context_.settings).count() / 10;
    all.rrs = hws.rrs;
    all.version = PTKT_VERSION;
    all.super_member = hws.smember.value_or("");
    for (const auto& one : context_.config.datastores)
        all.datastores.push_back(datastore_view(one));
    for (const auto& plex : context_.config.imsplexes)
        all.imsplexes.push_back(plex.tmember);
    all.ports = port_views();
    all.numsoc = sockets();
    for (const auto& one : context_.config.rmtimscons)
        all.remotes.push_back(remote_view(one));
    for (const auto& one : context_.config.mscs)
        all.paths.push_back(path_view(one));
    return all;
}

std::string OperatorDesk::metrics_page() const {
    ims_operator::Present present{clients_.all().size(), {}};
    for (const auto& one : context_.config.mscs)
        present.links[one.lclplkid] += path_view(one).links.size();
    present.generation = switches_.gate().generation();
    if (const auto* const group = switches_.gate().group(); group != nullptr) {
        const auto& epoch = group->dialogue().epoch().epoch();
        present.group = ims_operator::SharedReplay{
            group->is_ready(), group->counts(), epoch ? epoch->position : 0,
            epoch && epoch->floor ? base::to_seconds(*epoch->floor) : 0};
    }
    return ims_operator::prometheus_page(context_.metrics, present);
}

/// A store that cannot be read has no keys to show; what the receiver is doing counts on.
json::Json OperatorDesk::status() const {
    constexpr std::size_t kMostProfiles = 50;
    ims_operator::Status status{.hws = context_.config.hws.id,
                                .version = PTKT_VERSION,
                                .now = context_.host.moment(),
                                .since = since_,
                                .connections = clients_.all().size(),
                                .sockets = sockets(),
                                .maxsoc = context_.config.tcpip.maxsoc,
                                .metrics = context_.metrics};
    if (const auto keys = switches_.gate().keys(context_.host.now(), kMostProfiles)) {
        status.profiles = keys->profiles;
        for (const auto& one : keys->keys)
            status.keys.push_back(
                {one.profile, one.is_enhanced ? "enhanced" : "legacy", one.role, one.when});
    }
    return ims_operator::status_json(status);
}

std::string OperatorDesk::counters_line() const {
    return ims_operator::counters_line(context_.metrics, clients_.all().size());
}

json::Json OperatorDesk::counters_json() const {
    return ims_operator::counters_json(context_.metrics, clients_.all().size());
}

base::Result<Acted> OperatorDesk::stop_remote(const std::string& id) {
    if (ims_config::find_rmtimscon(context_.config, id) == nullptr)
        return base::fail(base::ErrorKind::NotFound, "there is no RMTIMSCON {}", id);
    if (!partners_.stop(id))
        return base::fail(base::ErrorKind::NotFound, "RMTIMSCON {} is stopped already", id);
    if (MscLinks* const links = partners_.links(); links != nullptr)
        links->node().drop_if(
            [&](const ims_msc::LinkState& link) { return link.msc->rmtimscon == id; },
            "RMTIMSCON " + id + " was stopped by the operator");
    return Acted{"HWST3505I", "CONNECTION TO REMOTE IMS CONNECT " + id + " STOPPED"};
}

base::Result<Acted> OperatorDesk::start_remote(const std::string& id) {
    if (ims_config::find_rmtimscon(context_.config, id) == nullptr)
        return base::fail(base::ErrorKind::NotFound, "there is no RMTIMSCON {}", id);
    if (!partners_.start(id))
        return base::fail(base::ErrorKind::NotFound, "RMTIMSCON {} is not stopped", id);
    return Acted{"HWST3500I", "CONNECTION TO REMOTE IMS CONNECT " + id + " RESTARTED"};
}

base::Result<Acted> OperatorDesk::stop_send_client(const std::string& client_id) {
    const auto is_it = [&](const ims_msc::LinkState& link) {
        return link.out != nullptr && link.client_id == client_id;
    };
    MscLinks* const links = partners_.links();
    if (links == nullptr ||
        links->node().drop_if(is_it, "its send client was stopped by the operator") == 0)
        return base::fail(base::ErrorKind::NotFound, "there is no send client {}", client_id);
    return Acted{"HWSC0001I", "SEND CLIENT " + client_id + " STOPPED"};
}

base::Result<const ims_config::Msc*> OperatorDesk::served_msc(const std::string& lclplkid) const {
    const ims_config::Msc* const msc = ims_config::find_msc(context_.config, lclplkid);
    if (msc == nullptr || partners_.links() == nullptr)
        return base::fail(base::ErrorKind::NotFound, "there is no MSC {}", lclplkid);
    return msc;
}

base::Result<Acted> OperatorDesk::stop_msc(const std::string& lclplkid) {
    const auto msc = served_msc(lclplkid);
    if (!msc) return msc.error();
    if (!partners_.links()->node().close_path(**msc,
                                              "MSC " + lclplkid + " was stopped by the operator"))
        return base::fail(base::ErrorKind::NotFound, "MSC {} is stopped already", lclplkid);
    return Acted{"HWSF3305I", "MSC PHYSICAL LINK " + lclplkid + " STOPPED"};
}

base::Result<Acted> OperatorDesk::start_msc(const std::string& lclplkid) {
    const auto msc = served_msc(lclplkid);
    if (!msc) return msc.error();
    if (!partners_.links()->node().open_path(**msc))
        return base::fail(base::ErrorKind::NotFound, "MSC {} is not stopped", lclplkid);
    return Acted{"HWSC0001I", "MSC PHYSICAL LINK " + lclplkid + " STARTED"};
}

base::Result<Acted> OperatorDesk::stop_link(const std::string& link, const std::string& lclplkid) {
    const auto is_it = [&](const ims_msc::LinkState& one) {
        return one.client_id == link && one.msc->lclplkid == lclplkid;
    };
    MscLinks* const links = partners_.links();
    if (links == nullptr || links->node().drop_if(is_it, "it was stopped by the operator") == 0)
        return base::fail(base::ErrorKind::NotFound, "there is no link {} over MSC {}", link,
                          lclplkid);
    return Acted{"HWSF3310I", "MSC LOGICAL LINK " + link + " OF " + lclplkid + " STOPPED"};
}

base::Result<Acted> OperatorDesk::set_recorder(bool on) {
    if (auto done = on ? recorder_.open() : recorder_.close(); !done)
        return std::move(done).error();
    return Acted{"HWSC0001I", on ? "RECORDER OPENED" : "RECORDER CLOSED"};
}

base::Result<Acted> OperatorDesk::close_hws(bool force) {
    close_ = force ? ims_protocol::After::StopNow : ims_protocol::After::Drain;
    return Acted{"HWSC0001I", context_.config.hws.id + (force ? " ENDS NOW" : " ENDS")};
}

base::Result<Acted> OperatorDesk::stop_client(const std::string& port,
                                              const std::string& client_id) {
    for (auto& [id, session] : clients_.all()) {
        const auto& connection = session.connection;
        if (session.client_id != client_id || connection.is_ending() ||
            std::to_string(connection.local().port) != port)
            continue;
        context_.reporter.line(fmt::format("{}: client {} was stopped by the operator",
                                           to_string(connection.peer()), client_id));
        session.connection.finish();
        return Acted{"HWSC0001I", "CLIENT " + client_id + " OF PORT " + port + " STOPPED"};
    }
    return base::fail(base::ErrorKind::NotFound, "there is no client {} on port {}", client_id,
                      port);
}

}  // namespace ptkt::ims_receiver

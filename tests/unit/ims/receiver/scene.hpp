#ifndef PTKT_TESTS_UNIT_IMS_RECEIVER_SCENE_HPP
#define PTKT_TESTS_UNIT_IMS_RECEIVER_SCENE_HPP

#include <deque>
#include <new>

#include "common/ims/receiver/receiver.hpp"
#include "common/ims/wire/send_only.hpp"
#include "common/racf/authorization/ticket_generator.hpp"
#include "tests/support/memory_file.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

/// A receiver without sockets: its connections are values that keep what they are told.
namespace scene {

using namespace ptkt;
using namespace ptkt::ims_receiver;
using ims_protocol::After;
using ims_protocol::CloseReason;

const base::Instant kNow = base::instant(1795341600);

class FakeConnection final : public ims_protocol::Connection {
  public:
    explicit FakeConnection(ims_protocol::ConnectionId id) : id_(id) {}

    [[nodiscard]] ims_protocol::ConnectionId id() const override { return id_; }
    [[nodiscard]] const net::Endpoint& peer() const override {
        if (no_memory_for == Lack::Deciding) throw std::bad_alloc();
        return peer_;
    }
    [[nodiscard]] const net::Endpoint& local() const override { return local_; }
    void send(base::ByteView bytes) override {
        sent.insert(sent.end(), bytes.begin(), bytes.end());
    }
    void finish() override { finished = true; }
    [[nodiscard]] bool is_ending() const override { return finished; }
    void close_for_memory() override { finished = closed_for_memory = true; }
    void signed_on() override {
        if (no_memory_for == Lack::LettingIn) throw std::bad_alloc();
        signs_on = true;
    }
    void set_intake(ims_protocol::Intake intake) override { intake_now = intake; }
    void set_timer(std::optional<net::TimePoint> when) override { timer = when; }

    /// The only answer that was sent, taken away.
    ims_wire::Response answer() {
        auto response = ims_wire::decode_response(sent, ims_wire::Exit::Sampl1);
        REQUIRE(response.ok());
        sent.clear();
        return std::move(*response);
    }
    ims_wire::Rsm rsm() { return std::get<ims_wire::Rsm>(answer().status); }
    bool acknowledges() { return std::holds_alternative<ims_wire::Csm>(answer().status); }

    /// What there is no memory for.
    enum class Lack { Nothing, Deciding, LettingIn } no_memory_for = Lack::Nothing;
    bool closed_for_memory = false;
    base::Bytes sent;
    bool finished = false;
    bool signs_on = false;
    ims_protocol::Intake intake_now = ims_protocol::Intake::Open;
    std::optional<net::TimePoint> timer;

  private:
    ims_protocol::ConnectionId id_;
    net::Endpoint peer_{"10.0.0.1", 4711};
    net::Endpoint local_{"127.0.0.1", 8888};
};

inline std::string member(std::string_view racf, std::string_view more = "RACFGENRC=N",
                          std::string_view datastore = "",
                          std::string_view racfid = "RACFID=HWSUSR,",
                          std::string_view exits = " EXIT=(HWSSMPL0,HWSSMPL1)") {
    return fmt::format(
        "HWS=(ID=HWSB,RACF={},{})\n"
        "TCPIP=(HOSTNAME=TCPIP,PORTID=(8888),{}\n"
        "{})\n"
        "DATASTORE=(ID=IMSB,GROUP=G,MEMBER=HWSB,TMEMBER=IMSB,APPL=APPLI2I{})\n",
        racf, more, racfid, exits, datastore);
}

/// The message of our sender, which a test changes before it is sent.
inline ims_wire::Request message(std::string_view ticket = {}) {
    ims_wire::SendOnly header;
    header.client_id = "OTM00001";
    header.trancode = "PART";
    header.userid = "USER0002";
    header.appl_name = "APPLI2I";
    header.ticket = base::Secret(base::as_bytes(ticket));
    const auto data = ims_wire::to_wire("HELLO", ims_wire::Code::Ebcdic).value();
    return std::move(ims_wire::send_only_request(std::move(header), {data}).value());
}

/// What a receiver says to people, a line each; its clock stands still.
class FakeHost final : public Host {
  public:
    [[nodiscard]] base::Instant now() const override { return kNow; }
    void note(std::string_view text) override { said += std::string(text) + "\n"; }
    [[nodiscard]] bool keeps_facts() const override { return is_log; }
    void note_of(std::string_view /*line*/, const json::Json& facts) override {
        note(facts.dump());
    }
    void warn(std::string_view what, std::string_view hint) override {
        note(fmt::format("warning: {} {}", what, hint));
    }
    void report(const base::Error& error) override { note("error: " + error.what); }

    std::string said;
    bool is_log = false;
};

/// A receiver over files in memory; with RACF=Y over a store in which USER0002 may use APPLI2I.
class Scene {
  public:
    explicit Scene(bool racf, Settings wanted = {}, std::string_view hws = "RACFGENRC=N",
                   std::string_view datastore = "", std::string_view racfid = "RACFID=HWSUSR,",
                   std::string_view exits = " EXIT=(HWSSMPL0,HWSSMPL1)", bool passwords = false)
        : store_(kNow), settings_(std::move(wanted)), out_(tests::memory_file("")) {
        config_ = ims_config::parse_member(member(racf ? "Y" : "N", hws, datastore, racfid, exits))
                      .config.value();
        if (racf) define_profiles();
        auto gate = Gate::open(&store_.store(), config_, {.passwords = passwords});
        REQUIRE(gate.ok());
        receiver.emplace(host_, Outlet(out_.get(), "standard output"), settings_, config_,
                         std::move(*gate));
    }

    FakeConnection& connect() {
        connections_.emplace_back(connections_.size() + 1);
        receiver->on_open(connections_.back());
        return connections_.back();
    }
    After give(FakeConnection& connection, const ims_wire::Request& request) {
        return give(connection, ims_wire::encode_request(request).value().view());
    }
    After give(FakeConnection& connection, base::ByteView frame) {
        receiver->on_frame(connection, frame);
        return receiver->on_turn_end();
    }
    [[nodiscard]] std::string ticket(base::Instant when = kNow) const {
        authorization::TicketGenerator generator(store_.store());
        const passticket::Subject subject{racf::UserId::parse("USER0002").value(),
                                          racf::ApplName::parse("APPLI2I").value()};
        return std::string(generator.generate(subject, {}, when)->ticket.text());
    }
    /// From now on the profile has an enhanced key and makes tickets of this type.
    void enhance(racf::TicketType type) {
        auto profile = store_.keyed("APPLI2I", "E001193519561977");
        const base::Secret key(base::Bytes(64, 0x5A));
        REQUIRE(store_.store().keys().put("EPTKT", store::VaultKind::Hmac, key, kNow).ok());
        profile.ssignon->enhanced_label = "EPTKT";
        profile.ssignon->type = type;
        store_.commit(racf::PutResource{profile});
        store_.refresh(racf::ptktdata_class());
    }
    void revoke_user() {
        auto user = store_.user("USER0002");
        user.revoked = true;
        change(racf::PutUser{user});
    }
    void delete_user() { change(racf::DeleteUser{racf::UserId::parse("USER0002").value()}); }
    [[nodiscard]] std::string out() const { return tests::contents(out_); }
    [[nodiscard]] std::string err() const { return host_.said; }
    /// From now on the host keeps what is known, an object a line.
    void keep_facts() { host_.is_log = true; }
    [[nodiscard]] std::filesystem::path store() const { return store_.root(); }

  private:
    /// Within the store's lock, as every program changes it: the receiver writes what sign-ons
    /// leave on a user beside the work on messages.
    void change(racf::Change change) {
        const auto lock = store_.store().lock();
        REQUIRE(lock.ok());
        store_.commit(std::move(change));
    }
    void define_profiles() const {
        racf::Options racf_options;
        racf_options.active = racf_options.raclist = {"PTKTDATA", "APPL"};
        store_.options(racf_options);
        store_.commit(racf::PutUser{store_.user("USER0002")});
        store_.commit(racf::PutResource{store_.keyed("APPLI2I", "E001193519561977")});
        auto appl = store_.resource(racf::appl_class(), "APPLI2I");
        appl.permit("USER0002", racf::Access::Read);
        store_.commit(racf::PutResource{appl});
        store_.refresh(racf::ptktdata_class());
        store_.refresh(racf::appl_class());
    }

    StoreFixture store_;
    Settings settings_;
    base::UniqueFd out_;
    FakeHost host_;
    ims_config::Config config_;
    std::deque<FakeConnection> connections_;

  public:
    std::optional<Receiver> receiver;
};

}  // namespace scene

#endif

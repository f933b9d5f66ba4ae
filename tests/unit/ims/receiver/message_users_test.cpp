// The users of messages, who need READ to what they ask for whoever signed on.
#include <sys/resource.h>

#include <filesystem>

#include "common/ims/sign_on/message_authority.hpp"
#include "common/ims/wire/data_code.hpp"
#include "common/racf/model/class_table.hpp"
#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;

namespace {

using ims_sign_on::MessageAuthority;
using ims_wire::MessageKind;

const racf::ClassName& class_of_transactions() {
    static const auto cls = racf::ClassName::parse("TIMS").value();
    return cls;
}

const racf::ClassName& class_of_commands() {
    static const auto cls = racf::ClassName::parse("CIMS").value();
    return cls;
}

/// What data are in, and whether the transaction code is as well.
enum class Written { Ascii, Ebcdic, Utf8, Utf16, Utf16WithCode };

/// A store in which CLERK may run ORDER, and OTHER may not.
struct Office {
    Office() {
        fixture.commit(racf::PutUser{fixture.user("CLERK")});
        fixture.commit(racf::PutUser{fixture.user("OTHER")});
        permit({"CLERK"});
        activate({"TIMS"});
    }
    void permit(const std::vector<std::string>& users) const {
        auto order = fixture.resource(class_of_transactions(), "ORDER");
        for (const auto& user : users)
            order.permit(user, racf::Access::Read);
        fixture.commit(racf::PutResource{order});
    }
    void activate(const std::set<std::string, std::less<>>& classes) const {
        racf::Options options;
        options.active.insert(classes.begin(), classes.end());
        fixture.options(options);
    }
    /// The word of the refusal, or `taken`.
    std::string asked(const std::string& user, const std::string& trancode = "ORDER",
                      const std::string& group = "") {
        auto request = message();
        request.irm.userid = user;
        request.irm.group = group;
        const auto refused = authority.refusal_of(request, trancode, {signed_on, client}, now);
        detail = refused ? refused->detail : "";
        return refused ? refused->reason : "taken";
    }

    StoreFixture fixture{kNow};
    MessageAuthority authority{fixture.store()};
    std::string signed_on = "OTHER";
    std::string client = "OTM00001";
    std::string detail;
    base::Instant now = kNow;
};

/// Why OTHER may not send this; empty when he may.
std::string asked_with(const Office& office, Written as, const std::vector<std::string>& texts) {
    using ims_wire::DataCode;
    const DataCode code = as == Written::Ascii    ? DataCode::Ascii
                          : as == Written::Ebcdic ? DataCode::Ebcdic
                          : as == Written::Utf8   ? DataCode::Utf8
                                                  : DataCode::Utf16;
    auto request = message();
    request.code = as == Written::Ebcdic ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    request.irm.f5 = 0;
    request.irm.f1 = code == DataCode::Utf8 || code == DataCode::Utf16 ? ims_wire::f1::kUc : 0;
    if (as == Written::Utf16WithCode) request.irm.f1 |= ims_wire::f1::kUcTc;
    request.irm.es = code == DataCode::Utf8    ? ims_wire::es::kUtf8
                     : code == DataCode::Utf16 ? ims_wire::es::kUtf16
                                               : 0;
    request.irm.userid = "OTHER";
    request.segments = {};
    for (const std::string& text : texts)
        REQUIRE(
            request.segments.add(ims_wire::data_bytes(text, code, ebcdic::CodePage::Cp1047).value())
                .ok());
    MessageAuthority authority(office.fixture.store());
    const std::string user = "OTHER";
    const auto refused = authority.refusal_of(request, ims_wire::transaction_of(request).code,
                                              {user, office.client}, office.now);
    return refused ? refused->detail : "";
}

}  // namespace

TEST_CASE("message users: READ to the transaction is the message's user's, not the sign-on's") {
    Office office;
    CHECK(office.asked("CLERK") == "taken");
    CHECK(office.asked("OTHER") == "not-authorized");
    CHECK(office.detail == "user OTHER has NONE to TIMS profile ORDER, and needs READ to ORDER");
    CHECK(office.asked("OTHER", "FREE") == "taken");
    CHECK(office.asked("") == "not-authorized");
    office.signed_on = "CLERK";
    CHECK(office.asked("") == "taken");
}

TEST_CASE("message users: who is unknown, or not in the group, has no access to anything") {
    Office office;
    CHECK(office.asked("NOBODY", "FREE") == "not-authorized");
    CHECK(office.detail == "user NOBODY of the message is not defined");
    CHECK(office.asked("CLERK", "ORDER", "SYS1") == "taken");
    CHECK(office.asked("CLERK", "ORDER", "STAFF") == "not-authorized");
    CHECK(office.detail == "user CLERK is not connected to group STAFF");
    CHECK(office.asked("NO USER", "FREE") == "not-authorized");
}

TEST_CASE("message users: a class that is not active is not asked") {
    Office office;
    office.activate({"CIMS"});
    CHECK(office.asked("OTHER") == "taken");
    // Who it is counts all the same.
    CHECK(office.asked("NOBODY") == "not-authorized");
    CHECK(office.asked("CLERK", "ORDER", "STAFF") == "not-authorized");
    office.activate({});
    office.now += base::Seconds(1);
    CHECK(office.asked("NOBODY") == "taken");
}

TEST_CASE("message users: how data are written hides neither a command nor a transaction") {
    const Office office;
    for (const char* verb : {"DIS", "STO"})
        office.fixture.commit(
            racf::PutResource{office.fixture.resource(class_of_commands(), verb)});
    office.activate({"TIMS", "CIMS"});
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    struct Row {
        Written as;
        std::vector<std::string> segments;
        std::string_view why;
    };
    const auto marked = [&](std::string text) { return std::string(kMark) + std::move(text); };
    for (const Row& row : {
             Row{Written::Ascii, {"ORDER   1"}, "TIMS profile ORDER"},
             Row{Written::Ascii, {"/DISPLAY A"}, "CIMS profile DIS"},
             Row{Written::Ascii, {" /DISPLAY A"}, "CIMS profile DIS"},
             Row{Written::Ascii, {"  ", "/DISPLAY A"}, "CIMS profile DIS"},
             Row{Written::Ascii, {"/ST", "OP DC"}, "CIMS profile STO"},
             Row{Written::Ascii, {"/", "s", "T", "op DC"}, "CIMS profile STO"},
             Row{Written::Ascii, {" ORDER  1"}, "TIMS profile ORDER"},
             Row{Written::Ascii, {"order   1"}, "TIMS profile ORDER"},
             Row{Written::Ascii, {"ORDER,1"}, "neither"},
             Row{Written::Ascii, {"/ST OP"}, "neither"},
             Row{Written::Ascii, {"/"}, "neither"},
             Row{Written::Ascii, {"<ORDER>1</ORDER>"}, "neither"},
             Row{Written::Ascii, {"1ORDER"}, "neither"},
             Row{Written::Ascii, {" "}, "neither"},
             // What is beyond the blanks that are read must not be passed over.
             Row{Written::Ascii, {std::string(200, ' ') + "/DISPLAY A", "FREE    1"}, "neither"},
             Row{Written::Ebcdic, {" /DISPLAY A"}, "CIMS profile DIS"},
             Row{Written::Ebcdic, {"order   1"}, "TIMS profile ORDER"},
             Row{Written::Utf8, {"/DISPLAY A"}, "CIMS profile DIS"},
             Row{Written::Utf8, {marked("/DISPLAY A")}, "CIMS profile DIS"},
             Row{Written::Utf8, {marked("ORDER   1")}, "TIMS profile ORDER"},
             Row{Written::Utf16, {"/DISPLAY A"}, "CIMS profile DIS"},
             Row{Written::Utf16, {"/S", "TOP DC"}, "CIMS profile STO"},
             Row{Written::Utf16, {marked("/DISPLAY A")}, "CIMS profile DIS"},
             Row{Written::Utf16, {"ORDER   1"}, "TIMS profile ORDER"},
             Row{Written::Utf16WithCode, {"/DISPLAY A"}, "CIMS profile DIS"},
             Row{Written::Utf16WithCode, {"ORDER   1"}, "TIMS profile ORDER"},
             Row{Written::Utf16WithCode, {marked("ORDER   1")}, "TIMS profile ORDER"},
         }) {
        INFO(row.segments.front());
        INFO(static_cast<int>(row.as));
        const auto refused = asked_with(office, row.as, row.segments);
        CHECK(refused.find(row.why) != std::string::npos);
    }
    for (const Written as :
         {Written::Ascii, Written::Ebcdic, Written::Utf8, Written::Utf16, Written::Utf16WithCode})
        for (const char* text : {"FREE    1", "FREE", " free 1", "/STA DC", "FREEFREE1"}) {
            INFO(text);
            CHECK(asked_with(office, as, {text}).empty());
        }
    // With RIMS alone nobody protects what is sent.
    office.activate({"RIMS"});
    CHECK(asked_with(office, Written::Ascii, {"<ORDER>"}).empty());
}

TEST_CASE("message users: while there is no descriptor what is known counts, for a minute") {
    Office office;
    CHECK(office.asked("CLERK") == "taken");
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    const rlimit none{0, before.rlim_max};
    const auto asked_without = [&] {
        REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
        auto answer = office.asked("CLERK");
        REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
        return answer;
    };
    office.now += base::Seconds(59);
    CHECK(asked_without() == "taken");
    office.now += base::Seconds(1);
    CHECK(asked_without() == "cannot-decide");
    CHECK(office.asked("CLERK") == "taken");
}

TEST_CASE("message users: a store that cannot be read lets nobody go on") {
    Office office;
    CHECK(office.asked("CLERK") == "taken");
    const auto options = office.fixture.store().layout().options();
    std::filesystem::remove(options);
    std::filesystem::create_directory(options);
    office.now += base::Seconds(1);
    CHECK(office.asked("CLERK") == "cannot-decide");
}

TEST_CASE("message users: an answer holds for its second, and the store is not read for it") {
    Office office;
    CHECK(office.asked("CLERK") == "taken");
    CHECK(office.asked("OTHER") == "not-authorized");
    office.permit({"OTHER"});
    CHECK(office.asked("CLERK") == "taken");
    CHECK(office.asked("OTHER") == "not-authorized");
    office.now += base::Seconds(1);
    CHECK(office.asked("CLERK") == "not-authorized");
    CHECK(office.asked("OTHER") == "taken");
}

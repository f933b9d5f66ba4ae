#include "common/ims/sender/results/result_text.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_sender;

namespace {

constexpr Encoding kPlain{std::nullopt};

MessageResult reply() {
    ims_wire::Response response;
    response.code = ims_wire::Code::Ascii;
    response.mod_name = "DFSMO1";
    for (const std::string_view text : {"one", "t\two"})
        REQUIRE(response.segments.add(base::as_bytes(text)).ok());
    response.status = ims_wire::Csm{};
    return result_of(Word::Reply, response, "CLIENT01");
}

}  // namespace

TEST_CASE("a result is a line: number, word, and why or what") {
    CHECK(to_line(7, unsent("not now"), kPlain) == "7\tunsent\tnot now");
    CHECK(to_line(1, reply(), kPlain) == "1\treply\tone | t.wo");
}

TEST_CASE("a result is an object with all its fields, null where there is nothing") {
    MessageResult refused;
    refused.word = Word::Nak;
    refused.rsm = ims_wire::Rsm{0, 34, 8, 40};
    refused.again = true;
    const json::Json nak = to_json(2, refused, kPlain);
    std::string names;
    for (const auto& [name, value] : *nak.as_object())
        names += (names.empty() ? "" : " ") + std::string(name);
    CHECK(names == kResultFields);
    CHECK(nak.dump().find(R"("rc":8,"rsn":40,"racf_rc":34,"again":true,"data":null)") !=
          std::string::npos);
    const json::Json taken = to_json(1, reply(), kPlain);
    CHECK(taken.dump().find(R"("rc":null)") != std::string::npos);
    CHECK(taken.dump().find(R"("segments":["one","t\two"],"mod":"DFSMO1")") != std::string::npos);
}

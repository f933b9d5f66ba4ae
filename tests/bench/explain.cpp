// How long a full explanation takes when 10,000 users and 100 applications are tried, each
// application with a key of its own: the ticket is nobody's, so nothing ends early.
#include <chrono>
#include <string>
#include <thread>

#include "tests/unit/racf/diagnosis/scene.hpp"

namespace {

using namespace scene;

diagnosis::Evidence large(Kind kind) {
    constexpr int kUsers = 10'000;
    constexpr int kAppls = 100;
    const std::string foreign_key(kind == Kind::Legacy ? 16 : 128, '7');
    const auto names = subject("NOBODY", "NOWHERE");
    auto facts =
        evidence(ticket_of(kind, secret(foreign_key), passticket::encode_names(names), kNow), kind);
    for (int i = 0; i < kUsers; ++i)
        facts.users.push_back(racf::UserId::parse(fmt::format("USER{:04}", i)).value());
    for (int i = 0; i < kAppls; ++i) {
        const std::string appl = fmt::format("APPL{}", i);
        facts.appls.push_back(racf::ApplName::parse(appl).value());
        const std::string key = fmt::format("{:0{}X}", i + 1, kind == Kind::Legacy ? 16 : 128);
        facts.keys.push_back(key_from(Origin::Other, appl, kind, key, appl));
    }
    facts.decision = decide(facts);
    return facts;
}

void measure(Kind kind, unsigned threads) {
    const auto facts = large(kind);
    const auto start = std::chrono::steady_clock::now();
    const auto explanation = diagnosis::explain(facts, {}, threads);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fmt::print("{:7} {:2} threads  {:6.2f} s  {} hypotheses  {:.2g} expected by chance\n",
               passticket::to_string(kind), threads, took.count(), explanation.searched.hypotheses,
               explanation.searched.expected_by_chance);
}

}  // namespace

int main() {
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed})
        for (const unsigned threads : {1U, std::max(1U, std::thread::hardware_concurrency())})
            measure(kind, threads);
}

// What explaining a refused sign-on costs. First the thread that takes messages: the same refusals
// at a gate that explains none and at one that does, in the time of that thread alone. Then an
// explanation itself, beside a store as large as the explanation looks at, as a share of a core at
// the rate that a flood of bad tickets is explained.
#include <ctime>
#include <functional>

#include "common/ims/sign_on/gate.hpp"
#include "common/ims/wire/send_only.hpp"
#include "common/racf/diagnosis/explain.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "tests/bench/ratio.hpp"
#include "tests/support/store_fixture.hpp"

namespace {

using namespace ptkt;
using ims_sign_on::Explainer;
using ims_sign_on::Gate;

constexpr int kRounds = 15;
constexpr int kRefusals = 1'000;  // in a round
constexpr int kUsers = 100;
constexpr int kProfiles = 300;

/// The processor time of this thread: what others do meanwhile does not count.
double thread_time_of(const std::function<void()>& work) {
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    };
    const double start = now();
    work();
    return now() - start;
}

/// Users, and profiles with a key each.
void fill(const StoreFixture& at) {
    racf::Options options;
    options.active = options.raclist = {"PTKTDATA"};
    at.options(options);
    for (int i = 0; i < kUsers; ++i)
        at.commit(racf::PutUser{at.user(fmt::format("USER{:04}", i))});
    for (int i = 0; i < kProfiles; ++i)
        at.commit(racf::PutResource{
            at.keyed(fmt::format("APPL{}", i), fmt::format("{:016X}", 0x7A1C5E9B30D2F486U + i))});
    at.refresh(racf::ptktdata_class());
}

ims_config::Config config() {
    return ims_config::parse_member(
               "HWS=(ID=HWSB,RACF=Y)\n"
               "TCPIP=(HOSTNAME=TCPIP,PORTID=(8888),EXIT=(HWSSMPL0,HWSSMPL1))\n"
               "DATASTORE=(ID=IMSB,GROUP=G,MEMBER=HWSB,TMEMBER=IMSB,APPL=APPL1)\n")
        .config.value();
}

ims_wire::Request bad_message() {
    ims_wire::SendOnly header;
    header.client_id = "OTM00001";
    header.trancode = "PART";
    header.userid = "USER0002";
    header.appl_name = "APPL1";
    header.ticket = base::Secret(base::as_bytes("AAAAAAAA"));
    const auto data = ims_wire::to_wire("HELLO", ims_wire::Code::Ebcdic).value();
    return std::move(ims_wire::send_only_request(std::move(header), {data}).value());
}

/// Refuses so many, each from an address of its own.
class Refusing {
  public:
    Refusing(const StoreFixture& at, const ims_config::Config& of, bool explains)
        : gate_(Gate::open(&at.store(), of, {.explains = explains}).value()) {}

    double run(base::Instant now) {
        return thread_time_of([&] {
                   for (int i = 0; i < kRefusals; ++i) {
                       const auto number = ++number_ % 65'000;
                       const net::Endpoint peer{
                           fmt::format("10.1.{}.{}", number / 250, number % 250), 4711};
                       if (gate_.admit(message_, peer, now).ok())
                           throw std::runtime_error("a bad ticket was accepted");
                   }
                   static_cast<void>(gate_.take_explanations(false));
               }) /
               kRefusals;
    }

  private:
    Gate gate_;
    ims_wire::Request message_ = bad_message();
    int number_ = 0;
};

void measure_refusals(const StoreFixture& at, base::Instant now) {
    const ims_config::Config of = config();
    Refusing silent(at, of, false);
    Refusing explaining(at, of, true);
    std::vector<double> floors;
    std::vector<double> times;
    std::vector<double> ratios;
    for (int i = 0; i <= kRounds; ++i) {
        const double floor = silent.run(now);
        const double ours = explaining.run(now);
        if (i == 0) continue;  // both warm
        floors.push_back(floor);
        times.push_back(ours);
        ratios.push_back(ours / floor);
    }
    bench::time_line("a refusal on the thread of messages",
                     {bench::median(floors), bench::median(times), bench::median(ratios)}, 1.05);
}

void measure_explanation(const StoreFixture& at, base::Instant now) {
    constexpr std::chrono::duration<double> kBetween = ims_sign_on::ExplainLimit::kRate.interval;
    const authorization::SignOn sign_on{racf::UserId::parse("USER0002").value(),
                                        racf::ApplName::parse("APPL1").value(), "AAAAAAAA",
                                        std::nullopt, "bench"};
    auto replay = at.store().replay_cache().value();
    const auto decision = authorization::authenticate(at.store(), replay, sign_on, now,
                                                      authorization::Recording::No)
                              .value();
    diagnosis::Scope scope;
    scope.most_profiles = Explainer::kMostProfiles;
    std::vector<double> times;
    for (int i = 0; i < kRounds; ++i)
        times.push_back(thread_time_of([&] {
            const auto evidence = diagnosis::collect(at.store(), sign_on, decision, scope);
            static_cast<void>(diagnosis::explain(evidence.value(), {}, 1));
        }));
    const double ours = bench::median(times);
    bench::time_line("an explanation; floor: what passes between two",
                     {kBetween.count(), ours, ours / kBetween.count()}, 0.1);
}

}  // namespace

int main() {
    const auto now = std::chrono::floor<base::Seconds>(std::chrono::system_clock::now());
    const StoreFixture at(now);
    fill(at);
    bench::heading("not explained", "explained");
    measure_refusals(at, now);
    measure_explanation(at, now);
}

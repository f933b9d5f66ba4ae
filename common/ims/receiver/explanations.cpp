#include "common/ims/receiver/explanations.hpp"

#include "common/base/text/counted.hpp"

namespace ptkt::ims_receiver {

namespace {

std::string line_of_explanation(const ims_sign_on::Explained& one) {
    std::string line = fmt::format("{}: explained: user {}, application {}: {}", one.source,
                                   one.user, one.appl, one.finding);
    if (one.chance) line += fmt::format(" (by chance {:.1g})", *one.chance);
    if (!one.todo.empty()) line += "; " + one.todo;
    return line;
}

}  // namespace

void Explanations::tell() {
    constexpr std::chrono::milliseconds kBeforeNextLook(20);
    tell_what_there_is(false);
    if (context_.loop == nullptr || looks_again_ || !gate_.is_explaining()) return;
    looks_again_ = true;
    context_.loop->call_at(context_.now() + kBeforeNextLook, [this] { looks_again_ = false; });
}

void Explanations::finish() {
    gate_.finish_explaining();
    tell_what_there_is(true);
}

void Explanations::tell_what_there_is(bool is_last) {
    for (const ims_sign_on::Explained& one : gate_.take_explanations(is_last)) {
        context_.reporter.event("explained", ims_sign_on::explained_fields(one));
        context_.reporter.line(line_of_explanation(one), "explained",
                               [&] { return ims_sign_on::explained_fields(one); });
    }
    unexplained_ += gate_.take_unexplained();
    if (unexplained_ == 0 || !(is_last || told_.take(context_.now()))) return;
    context_.reporter.line(
        fmt::format("{} not explained: too many at once", base::counted(unexplained_, "refusal")));
    unexplained_ = 0;
}

}  // namespace ptkt::ims_receiver

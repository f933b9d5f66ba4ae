#include "common/ims/sender/results/results.hpp"

namespace ptkt::ims_sender {

base::Status Results::tell(std::int64_t number, const std::string& original,
                           const MessageResult& result) {
    if (const auto printed = host_.print(number, result); !printed) {
        met(printed.error().kind);
    } else if (!unflushed_since_) {
        unflushed_since_ = clock_.now();
    }
    const bool is_lost = result.word == Word::Nak || result.word == Word::Unsent;
    return is_lost ? unsent_.keep(original) : base::Status();
}

base::Status Results::flush() {
    unflushed_since_.reset();
    return host_.flush();
}

void Results::met(Verdict::Worst worst) {
    if (worst > verdict_.worst) verdict_.worst = worst;
}

void Results::met(base::ErrorKind kind) {
    if (kind == base::ErrorKind::Malformed) return met(Verdict::Worst::Malformed);
    if (verdict_.worst != Verdict::Worst::Failure) verdict_ = {Verdict::Worst::Failure, kind};
}

base::Result<Verdict> Results::end(const base::Status& done) {
    const base::Status kept = unsent_.flush();
    if (!done) return done.error();
    if (!kept) return kept.error();
    return verdict_;
}

}  // namespace ptkt::ims_sender

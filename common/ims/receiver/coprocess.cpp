#include "common/ims/receiver/coprocess.hpp"

#include "common/base/text/ascii.hpp"
#include "common/formats/json/event.hpp"
#include "common/ims/receiver/reply.hpp"

namespace ptkt::ims_receiver {

namespace {

using net::Ready;

constexpr std::chrono::seconds kBetweenStarts(1);

/// As JSON a byte of a reply takes at most six, and there are names around it.
constexpr std::size_t kLongestLine = 6 * kLargestReply + 1'000;

/// As long as IMS lets a scratch pad area be.
constexpr std::size_t kLongestScratchPad = 32'767;

json::Json conversation_json(const ImsConversation& conversation) {
    json::Json json = json::Json::object();
    json.set("id", static_cast<std::int64_t>(conversation.id))
        .set("state", json::parse_json(conversation.scratch_pad).value());
    return json;
}

/// What the reply says of a conversation that goes on; null is the end as well as nothing is.
base::Result<std::optional<std::string>> scratch_pad_of(const json::Json& reply) {
    const json::Json* const state = reply.find("conversation");
    if (state == nullptr || state->is_null()) return std::optional<std::string>();
    auto text = state->dump();
    if (text.size() > kLongestScratchPad)
        return base::fail(base::ErrorKind::Malformed, "a conversation of {} bytes, more than {}",
                          text.size(), kLongestScratchPad);
    return std::optional(std::move(text));
}

base::Result<ims_protocol::TransactionEnd> end_of_json(const json::Json& json) {
    ims_protocol::TransactionEnd outcome;
    auto pad = scratch_pad_of(json);
    if (!pad) return std::move(pad).error();
    auto reply = reply_of_json(json);
    if (!reply) return std::move(reply).error();
    outcome.output = std::move(*reply);
    outcome.scratch_pad = std::move(*pad);
    return outcome;
}

}  // namespace

void Coprocess::submit(JobNumber job, const Taken& taken) {
    if (!child_)
        if (auto started = start(); !started) return fail_later(job, started.error().what);
    json::Json json = json::Json::object();
    json.set("id", static_cast<std::int64_t>(job))
        .set("kind", to_string(taken.request.irm.f4))
        .set("commit_mode", (taken.request.irm.f2 & ims_wire::f2::kCm0) != 0 ? 0 : 1);
    const json::Json message = message_json(taken, page_);
    for (const auto& [name, value] : *message.as_object())
        json.set(name, value);
    if (taken.conversation != nullptr)
        json.set("conversation", conversation_json(*taken.conversation));
    jobs_.insert(job);
    write(json);
}

/// A program that has ended has nothing to forget.
void Coprocess::conversation_ended(const ImsConversation& conversation, std::string_view why) {
    if (!child_) return;
    json::Json json = json::event("conversation-ended");
    json.set("conversation", conversation_json(conversation)).set("reason", why);
    write(json);
}

void Coprocess::write(const json::Json& line) {
    input_ += line.dump() + "\n";
    want_to_write();
}

void Coprocess::fail_later(JobNumber job, std::string why) {
    loop_.call_at(loop_.now(), [this, job, why, alive = std::weak_ptr(alive_)] {
        if (!alive.expired()) done_(job, {true, why, {}});
    });
}

base::Status Coprocess::start() {
    const auto now = loop_.now();
    if (started_ && now < *started_ + kBetweenStarts)
        return base::fail(base::ErrorKind::TryAgain, "the co-process has just ended");
    started_ = now;
    auto child = net::Child::start(command_, {});
    if (!child) return std::move(child).error();
    child_.emplace(std::move(*child));
    auto watched = loop_.watch(child_->output_fd(), Ready::Input, [this] { collect(); });
    if (!watched) child_.reset();
    return watched;
}

void Coprocess::want_to_write() {
    if (std::exchange(writes_, true)) return;
    if (!loop_.watch(child_->input_fd(), Ready::Output, [this] { feed(); })) writes_ = false;
}

void Coprocess::feed() {
    const auto taken = child_->write(input_);
    if (!taken) return lose("the co-process has closed its input");
    input_.erase(0, *taken);
    if (!input_.empty()) return;
    loop_.unwatch(child_->input_fd());
    writes_ = false;
}

void Coprocess::collect() {
    const bool goes_on = child_->read(output_);
    std::size_t begin = 0;
    for (std::size_t end = output_.find('\n'); end != std::string::npos;
         end = output_.find('\n', begin)) {
        const std::string line = output_.substr(begin, end - begin);
        begin = end + 1;
        take(line);
    }
    output_.erase(0, begin);
    if (!goes_on) return lose("the co-process has ended");
    if (output_.size() > kLongestLine) lose("the co-process wrote an endless line");
}

void Coprocess::take(std::string_view line) {
    const auto json = json::parse_json(line);
    if (!json || json->as_object() == nullptr)
        return say_("a line of the co-process is not a JSON object: " + base::printable(line));
    const json::Json* const tpipe = json->find("tpipe");
    const json::Json* const id = json->find("id");
    auto reply = end_of_json(*json);
    if (tpipe != nullptr && tpipe->as_string() != nullptr && reply)
        return async_(*tpipe->as_string(), std::move(reply->output));
    const auto number = id == nullptr ? std::nullopt : id->as_integer();
    if (!number || jobs_.erase(static_cast<JobNumber>(*number)) == 0)
        return say_("a line of the co-process answers no message: " + base::printable(line));
    ims_protocol::TransactionEnd outcome;
    if (const json::Json* const error = json->find("error")) {
        outcome = {true, base::printable(error->bare()), {}};
    } else if (!reply) {
        outcome = {true, "the reply of the co-process has " + reply.error().what, {}};
    } else {
        outcome = std::move(*reply);
    }
    done_(static_cast<JobNumber>(*number), std::move(outcome));
}

void Coprocess::lose(const std::string& why) {
    say_(why);
    stop();
    for (const JobNumber job : std::exchange(jobs_, {}))
        done_(job, {true, why, {}});
}

void Coprocess::stop() {
    if (!child_) return;
    if (std::exchange(writes_, false)) loop_.unwatch(child_->input_fd());
    loop_.unwatch(child_->output_fd());
    child_.reset();
    input_.clear();
    output_.clear();
}

}  // namespace ptkt::ims_receiver

#include "common/ims/operator/metrics.hpp"

#include <fmt/format.h>

#include "common/base/text/counted.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::ims_operator {

namespace {

std::string head(std::string_view name, std::string_view type, std::string_view help) {
    return fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

std::string single(std::string_view name, std::string_view type, std::string_view help,
                   std::uint64_t value) {
    return head(name, type, help) + fmt::format("{} {}\n", name, value);
}

std::string labelled(std::string_view name, std::string_view label, std::string_view help,
                     const Counter& counter) {
    std::string text = head(name, "counter", help);
    for (const auto& [word, count] : counter.all())
        text += fmt::format("{}{{{}=\"{}\"}} {}\n", name, label, word, count);
    return text;
}

std::string histogram(std::string_view name, std::string_view help, const Histogram& its) {
    std::string text = head(name, "histogram", help);
    for (std::size_t i = 0; i < Histogram::kUpperEnds.size(); ++i)
        text += fmt::format("{}_bucket{{le=\"{}\"}} {}\n", name, Histogram::kUpperEnds[i],
                            its.up_to(i));
    text += fmt::format("{}_bucket{{le=\"+Inf\"}} {}\n", name, its.count());
    return text + fmt::format("{0}_sum {1:.9f}\n{0}_count {2}\n", name, its.sum(), its.count());
}

std::string group_page(const SharedReplay& group) {
    std::string page = head("imscon_recv_replay_ready", "gauge",
                            "Whether the shared table of used tickets answers and protects.") +
                       fmt::format("imscon_recv_replay_ready {}\n", group.is_ready ? 1 : 0);
    page += head("imscon_recv_replay_answers_total", "counter",
                 "Answers of the shared table of used tickets.");
    for (const auto& [word, count] : group.answers)
        page += fmt::format("imscon_recv_replay_answers_total{{answer=\"{}\"}} {}\n", word, count);
    page += head("imscon_recv_replay_position", "gauge",
                 "How far the log of the shared table had come at the last answer.") +
            fmt::format("imscon_recv_replay_position {}\n", group.position);
    page += head("imscon_recv_replay_refused_up_to_seconds", "gauge",
                 "Tickets made up to this moment are refused after a failover; 0: none.") +
            fmt::format("imscon_recv_replay_refused_up_to_seconds {}\n", group.floor);
    return page;
}

}  // namespace

void Histogram::add(std::chrono::nanoseconds length) {
    const double seconds = std::chrono::duration<double>(length).count();
    for (std::size_t i = 0; i < kUpperEnds.size(); ++i) {
        if (seconds > kUpperEnds[i]) continue;
        ++buckets_[i];
        break;
    }
    ++count_;
    sum_ += seconds;
}

std::uint64_t Histogram::up_to(std::size_t i) const {
    std::uint64_t total = 0;
    for (std::size_t k = 0; k <= i; ++k)
        total += buckets_[k];
    return total;
}

std::string prometheus_page(const Metrics& metrics, const Present& present) {
    std::string page = single("imscon_recv_connections_open", "gauge", "Connections there are now.",
                              present.connections);
    page += single("imscon_recv_connections_opened_total", "counter",
                   "Connections that were taken in.", metrics.opened);
    page += labelled("imscon_recv_connections_total", "outcome",
                     "Connections that ended, by how; refused ones were never taken in.",
                     metrics.connections);
    page += labelled("imscon_recv_messages_total", "kind", "Messages that were decoded, by IRM_F4.",
                     metrics.messages);
    page += labelled("imscon_recv_answers_total", "answer", "Answers to clients: csm, rsm or ping.",
                     metrics.answers);
    page += labelled("imscon_recv_refusals_total", "reason", "Messages that were refused.",
                     metrics.refusals);
    page += histogram("imscon_recv_verify_seconds",
                      "Time to admit a sender: ticket, user and application.", metrics.verify);
    page += head("imscon_recv_msc_links_open", "gauge", "MSC links there are now, by LCLPLKID.");
    for (const auto& [path, count] : present.links)
        page += fmt::format("imscon_recv_msc_links_open{{lclplkid=\"{}\"}} {}\n", path, count);
    page += labelled("imscon_recv_msc_links_total", "lclplkid", "MSC links that were started.",
                     metrics.links);
    page += labelled("imscon_recv_msc_messages_total", "lclplkid",
                     "Messages that came over MSC links.", metrics.link_messages);
    page += single("imscon_recv_received_bytes_total", "counter",
                   "Bytes of whole messages that came in.", metrics.bytes_in);
    if (present.group) page += group_page(*present.group);
    if (present.generation)
        page += head("imscon_recv_store_generation", "gauge",
                     "The generation of the store that was published or adopted.") +
                fmt::format("imscon_recv_store_generation {}\n", *present.generation);
    return page + single("imscon_recv_sent_bytes_total", "counter", "Bytes of answers to clients.",
                         metrics.bytes_out);
}

std::string counters_line(const Metrics& metrics, std::size_t open_connections) {
    return fmt::format(
        "{}, {} open; {} and {} over MSC links; {}; {} in, {} out",
        base::counted(metrics.opened, "connection"), open_connections,
        base::counted(metrics.messages.sum(), "message"), metrics.link_messages.sum(),
        base::counted(metrics.refusals.sum(), "refusal"), base::counted(metrics.bytes_in, "byte"),
        base::counted(metrics.bytes_out, "byte"));
}

json::Json counters_json(const Metrics& metrics, std::size_t open_connections) {
    const auto number = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
    json::Json object = json::event("counters");
    object.set("connections", number(metrics.opened))
        .set("open", number(open_connections))
        .set("messages", number(metrics.messages.sum()))
        .set("link_messages", number(metrics.link_messages.sum()))
        .set("refusals", number(metrics.refusals.sum()))
        .set("bytes_in", number(metrics.bytes_in))
        .set("bytes_out", number(metrics.bytes_out));
    return object;
}

}  // namespace ptkt::ims_operator

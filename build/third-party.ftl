<#-- Writes docs/third-party.md: what the finished program carries, with the licence of each library. -->
# Third-party libraries

Made by the build from the libraries of the `cluster` module (compile and runtime scope); the build fails where this file is out of date or a
licence is not on the list in `cluster/pom.xml`. The Akka releases were published under the Business Source License and are Apache-2.0 since
their change dates, see [decision 0001](decisions/0001-akka-versions-and-licences.md). The metrics agent (`io.kamon:kanela-agent`, Apache-2.0)
lies beside the libraries.

| library | version | licence |
| --- | --- | --- |
<#list dependencyMap as entry>
<#assign library = entry.getKey()/>
<#assign licences = entry.getValue()/>
| `${library.groupId}:${library.artifactId}` | ${library.version} | <#list licences as licence>${licence}<#if licence_has_next> or </#if></#list> |
</#list>
